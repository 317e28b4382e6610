/* Kinds of mappings: shared anonymous memory, a private mapping of a file with a changed page, guards, a hole, zeros. */
#include "steps.h"

#include <sys/mman.h>

static __thread int own = 7;
static const char file[] = "/usr/bin/env";

int main(int argc, char **argv)
{
	volatile int *shared = mmap(NULL, 1 << 20, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	int *private = mmap(NULL, 16 << 12, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	int f = open(file, O_RDONLY);
	char *mapped = mmap(NULL, 3 << 12, PROT_READ | PROT_WRITE, MAP_PRIVATE, f, 0), original = mapped[5000];
	char *heap = malloc(300000);

	begin_steps(argc, argv);
	close(f);
	mapped[100] = 'X';
	mprotect(private + 4096, 4096, PROT_NONE);
	munmap(private + 8192, 4096);
	strcpy(heap + 200000, "heap");
	own = 8;
	for (int n = 0;; n++) {
		must(shared[1000] == n && shared[200000] == 3 * n, "shared memory");
		must(private[n % 1024] == (n < 1024 ? 0 : n - 1024), "private memory");
		must(mapped[100] == 'X' && mapped[5000] == original && !memcmp(mapped + 1, "ELF", 3), "mapped file");
		must(own == 8 && !strcmp(heap + 200000, "heap"), "heap and thread's own");
		shared[1000]++;
		shared[200000] += 3;
		private[n % 1024] = n;
		if (n % 50 == 49)
			heap = realloc(heap, 300000 + 1000 * n);
		step(n, "shared %d", shared[1000]);
	}
}
