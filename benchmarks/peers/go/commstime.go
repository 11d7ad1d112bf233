// CommsTime with a goroutine for each process and unbuffered channels, on one processor.
package main

import (
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"runtime"
	"strconv"
	"strings"
	"sync"
	"time"
)

// Each process knows how many messages there are, as in the other peers.
func prefix(in <-chan int, out chan<- int, messages int) {
	out <- 0
	for i := 1; i < messages; i++ {
		out <- <-in
	}
	<-in
}

func successor(in <-chan int, out chan<- int, messages int) {
	for i := 0; i < messages; i++ {
		out <- 1 + <-in
	}
}

func sequential(in <-chan int, left, right chan<- int, messages int) {
	for i := 0; i < messages; i++ {
		x := <-in
		left <- x
		right <- x
	}
}

func spawned(in <-chan int, left, right chan<- int, messages int) {
	var both sync.WaitGroup
	write := func(out chan<- int, x int) {
		out <- x
		both.Done()
	}
	for i := 0; i < messages; i++ {
		x := <-in
		both.Add(2)
		go write(left, x)
		go write(right, x)
		both.Wait()
	}
}

type delta2 func(in <-chan int, left, right chan<- int, messages int)

func consumer(in <-chan int, messages int) {
	last := 0
	for i := 0; i < messages; i++ {
		last = <-in
	}
	if last != messages-1 {
		fail(fmt.Errorf("the last value is %d after %d messages", last, messages))
	}
}

func network(delta delta2, messages int) {
	a, b, c, d := make(chan int), make(chan int), make(chan int), make(chan int)
	var all sync.WaitGroup
	start := func(process func()) {
		all.Add(1)
		go func() { process(); all.Done() }()
	}
	start(func() { prefix(c, a, messages) })
	start(func() { delta(a, b, d, messages) })
	start(func() { successor(b, c, messages) })
	consumer(d, messages)
	all.Wait()
}

func nsPerCommunication(delta delta2, messages int) float64 {
	start := time.Now()
	network(delta, messages)
	return float64(time.Since(start).Nanoseconds()) / float64(messages) / 4
}

// The raw coroutine switch exists in C++ only: another program, run between the rounds.
func rawSwitch(program string) float64 {
	printed, err := exec.Command(program).Output()
	if err != nil {
		fail(fmt.Errorf("%s: %w", program, err))
	}
	ns, err := strconv.ParseFloat(strings.TrimSpace(string(printed)), 64)
	if err != nil {
		fail(err)
	}
	return ns
}

func fail(err error) {
	fmt.Fprintln(os.Stderr, "commstime, go:", err)
	os.Exit(1)
}

type form struct {
	Benchmark string    `json:"benchmark"`
	Engine    string    `json:"engine"`
	Delta2    string    `json:"delta2"`
	Ns        []float64 `json:"ns"`
	Switch    []float64 `json:"switch_ns,omitempty"`

	run delta2
}

func chosen(name string) []form {
	all := []form{
		{Benchmark: "commstime", Engine: "go", Delta2: "sequential", run: sequential},
		{Benchmark: "commstime", Engine: "go", Delta2: "spawned", run: spawned},
	}
	if name == "" {
		return all
	}
	for _, f := range all {
		if f.Delta2 == name {
			return []form{f}
		}
	}
	fmt.Fprintln(os.Stderr, "-delta2 must be sequential or spawned")
	os.Exit(2)
	return nil
}

func round(forms []form, messages int, switchProgram string) {
	for i := range forms {
		forms[i].Ns = append(forms[i].Ns, nsPerCommunication(forms[i].run, messages))
	}
	if switchProgram == "" {
		return
	}
	ns := rawSwitch(switchProgram)
	for i := range forms {
		forms[i].Switch = append(forms[i].Switch, ns)
	}
}

func main() {
	delta := flag.String("delta2", "", "the form of delta2: sequential or spawned; both when not given")
	messages := flag.Int("messages", 50000, "messages that the consumer takes in a round")
	rounds := flag.Int("rounds", 10, "rounds, each of every form")
	switchProgram := flag.String("switch-program", "", "prints the ns of a raw coroutine switch; run in every round")
	flag.Parse()
	runtime.GOMAXPROCS(1)
	forms := chosen(*delta)
	for i := 0; i < *rounds; i++ {
		round(forms, *messages, *switchProgram)
	}
	for _, f := range forms {
		json.NewEncoder(os.Stdout).Encode(f)
	}
}
