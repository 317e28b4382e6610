/* Flags and vector registers in loops that are interrupted anywhere. */
#include "steps.h"

#include <stdint.h>

enum { LOOPS = 200000 };

/* A comparison whose flags are all clear, and some way to its end. */
static long flags(void)
{
	long wrong = 0;

	for (long i = 0; i < LOOPS; i++) {
		unsigned char zero, carry, sign, parity, overflow;

		__asm__ volatile("test %5, %5\n\tnop; nop; nop; nop; nop; nop; nop; nop; nop; nop\n\t"
				"setz %0\n\tsetc %1\n\tsets %2\n\tsetp %3\n\tseto %4"
				: "=r"(zero), "=r"(carry), "=r"(sign), "=r"(parity), "=r"(overflow) : "r"(i << 8 | 1) : "cc");
		wrong += zero | carry | sign | parity | overflow;
	}
	return wrong;
}

static long narrow(const uint64_t *in)
{
	uint64_t out[2], left = LOOPS;

	__asm__ volatile("movdqu (%1), %%xmm14\n1:\tdec %0\n\tjnz 1b\n\tmovdqu %%xmm14, (%2)"
			: "+r"(left) : "r"(in), "r"(out) : "xmm14", "cc", "memory");
	return memcmp(in, out, sizeof out);
}

__attribute__((target("avx"))) static long wide(const uint64_t *in)
{
	uint64_t out[4], left = LOOPS;

	__asm__ volatile("vmovdqu (%1), %%ymm14\n1:\tdec %0\n\tjnz 1b\n\tvmovdqu %%ymm14, (%2)\n\tvzeroupper"
			: "+r"(left) : "r"(in), "r"(out) : "xmm14", "cc", "memory");
	return memcmp(in, out, sizeof out);
}

__attribute__((target("avx512f"))) static long widest(const uint64_t *in)
{
	uint64_t out[8], mask = 0x5a5a, left = LOOPS;

	__asm__ volatile("vmovdqu64 (%2), %%zmm30\n\tkmovw %k1, %%k3\n\txor %k1, %k1\n1:\tdec %0\n\tjnz 1b\n\t"
			"vmovdqu64 %%zmm30, (%3)\n\tkmovw %%k3, %k1"
			: "+r"(left), "+r"(mask) : "r"(in), "r"(out) : "xmm30", "cc", "memory");
	return memcmp(in, out, sizeof out) || mask != 0x5a5a;
}

int main(int argc, char **argv)
{
	uint64_t in[8];

	begin_steps(argc, argv);
	for (int n = 0;; n++) {
		for (int i = 0; i < 8; i++)
			in[i] = 0x9e3779b97f4a7c15ull * (8 * n + i + 1);
		must(!flags(), "flags");
		must(!narrow(in), "SSE registers");
		must(!__builtin_cpu_supports("avx") || !wide(in), "AVX registers");
		must(!__builtin_cpu_supports("avx512f") || !widest(in), "AVX-512 registers");
		step(n, "registers");
	}
}
