# CommsTime: four processes in a ring. Before it stand `csp`, the module; DELTA2; ROUNDS; and clock(). Prints how far the
# clock has gone for one communication, and how much the heap has grown in all.


@csp.process
async def consume(into, rounds):
    for _ in range(rounds // 4 + 1):
        await into()
    gc.collect()
    if DELTA2 == "sequential":
        gc.disable()
    heap = gc.mem_alloc()
    since = clock()
    for _ in range(rounds):
        await into()
    passed = since_then(since)
    growth = gc.mem_alloc() - heap
    print(passed / rounds / 4, growth)
    gc.enable()
    into.poison()


ready_made = csp.plugNplay
delta2 = ready_made.SeqDelta2 if DELTA2 == "sequential" else ready_made.ParDelta2
a, b, c, d = csp.Channel("a"), csp.Channel("b"), csp.Channel("c"), csp.Channel("d")
csp.run_CSP(
    ready_made.Prefix(c.read, a.write, prefixItem=0),
    delta2(a.read, b.write, d.write),
    ready_made.Successor(b.read, c.write),
    consume(d.read, ROUNDS),
)
