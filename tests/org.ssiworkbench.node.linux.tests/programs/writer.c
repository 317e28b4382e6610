/* Much memory, of which 1 MB a second changes; the sum of all of it is known at each step. Tells its longest pause. */
#include "steps.h"

#include <stdint.h>
#include <sys/mman.h>

static double now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_REALTIME, &t);
	return t.tv_sec * 1e3 + t.tv_nsec / 1e6;
}

static uint64_t next(uint64_t *x)
{
	*x ^= *x << 13;
	*x ^= *x >> 7;
	*x ^= *x << 17;
	return *x;
}

int main(int argc, char **argv)
{
	size_t pages = argc > 2 ? strtoul(argv[2], NULL, 10) << 8 : 256;
	uint64_t *words = mmap(NULL, pages << 12, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	uint64_t x = 88172645463325252ull, sum = 0;
	double last, longest = 0;

	begin_steps(argc, argv);
	for (size_t i = 0; i < pages * 512; i++)
		sum += words[i] = next(&x);
	last = now();
	for (int n = 0;; n++) {
		for (int i = 0; i < 3; i++) {
			uint64_t *word = words + next(&x) % pages * 512 + 3;

			sum -= *word;
			sum += *word = next(&x);
		}
		if (n % 100 == 99) {
			uint64_t found = 0;

			for (size_t i = 0; i < pages * 512; i++)
				found += words[i];
			must(found == sum, "sum");
			last = now();
		}
		if (now() - last > longest)
			longest = now() - last;
		last = now();
		step(n, "longest %.1f ms", longest);
	}
}
