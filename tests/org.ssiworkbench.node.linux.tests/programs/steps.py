import json, math, random, sys, time

log = open(sys.argv[1], "w")
numbers = random.Random(5)
again = random.Random(5)
table = {}
n = 0
while True:
    table[n % 500] = [numbers.random() for _ in range(20)]
    if table[n % 500] != [again.random() for _ in range(20)] or json.loads(json.dumps(table[n % 500])) != table[n % 500]:
        log.write("BAD numbers\n")
    log.write(f"n={n} {math.sin(n):.4f}\n")
    log.flush()
    time.sleep(0.01)
    n += 1
