/* Counts, one line a step, without a C library's help but printing: the simplest program there is to move. */
#include <fcntl.h>
#include <stdio.h>
#include <time.h>
#include <unistd.h>

int main(int argc, char **argv)
{
	struct timespec step = { 0, 20000000 };
	double sum = 0.5;

	if (argc < 2 || (close(1), open(argv[1], O_CREAT | O_TRUNC | O_WRONLY, 0644)) != 1)
		return 1;
	for (int n = 0;; n++) {
		sum = sum * 1.0001 + 0.25;
		dprintf(1, "n=%d sum=%.9g pid=%d\n", n, sum, getpid());
		nanosleep(&step, NULL);
	}
}
