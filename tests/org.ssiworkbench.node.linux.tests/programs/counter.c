/* Static variables, floating point, an open file: the simplest program there is to move. */
#include "steps.h"

static double sum = 0.5;

int main(int argc, char **argv)
{
	int pid = getpid();

	begin_steps(argc, argv);
	for (int n = 0;; n++) {
		sum = sum * 1.0001 + 0.25;
		must(getpid() == pid, "pid");
		step(n, "%.9g", sum);
	}
}
