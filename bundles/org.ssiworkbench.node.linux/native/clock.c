/* Guest and host read the same time stamp counter: that is how a guest finds the host's clock. */
#include "ssi.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <x86intrin.h>

static int64_t clock_ns(clockid_t id)
{
	struct timespec t;

	clock_gettime(id, &t);
	return t.tv_sec * 1000000000LL + t.tv_nsec;
}

struct moment now(int tries)
{
	struct moment best = { 0, 0, 0 };
	uint64_t width = UINT64_MAX;

	while (tries-- > 0) {
		unsigned core;
		uint64_t before = __rdtscp(&core);
		int64_t mono = clock_ns(CLOCK_MONOTONIC);
		uint64_t after = __rdtscp(&core);

		if (after - before < width) {
			width = after - before;
			best.tsc = before + width / 2;
			best.mono = mono;
		}
	}
	best.real = clock_ns(CLOCK_REALTIME) - clock_ns(CLOCK_MONOTONIC) + best.mono;
	return best;
}

int clock_mode(void)
{
	struct moment m = now(100);

	printf("%llu %lld %lld\n", (unsigned long long)m.tsc, (long long)m.mono, (long long)m.real);
	return 0;
}

/*
 * What to add to this guest's CLOCK_MONOTONIC to get the cluster's clock. The supervisor passed a (counter, host clock)
 * pair taken just before the kernel started, and the counter's rate.
 */
int64_t cluster_offset(void)
{
	unsigned long long tsc = strtoull(setting("ssi_tsc", "0"), NULL, 10);
	double rate = atof(setting("ssi_tsc_ghz", "0"));
	struct moment m;

	if (!tsc || rate <= 0)
		return -number("ssi_origin", 0);
	m = now(40);
	return number("ssi_mono", 0) + (int64_t)((double)(m.tsc - tsc) / rate) - m.mono - number("ssi_origin", 0);
}
