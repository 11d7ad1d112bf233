# Stressed Alternatives: a choice among channels whose writers always write. Before it stand `csp`, the module; CHANNELS
# and WRITERS for each; ROUNDS; and clock(). Prints how far the clock has gone for one select.


@csp.process
async def write(out):
    while True:
        await out(1)


@csp.process
async def select(ends, rounds):
    alt = csp.Alternative(*ends)
    for _ in range(rounds // 4 + 1):
        await alt.fair_select()
    gc.collect()
    since = clock()
    for _ in range(rounds):
        await alt.fair_select()
    passed = since_then(since)
    print(passed / rounds, 0)
    for end in ends:
        end.poison()


channels = [csp.Channel("c") for _ in range(CHANNELS)]
writers = [write(each.write) for each in channels for _ in range(WRITERS)]
csp.run_CSP(select([each.read for each in channels], ROUNDS), *writers)
