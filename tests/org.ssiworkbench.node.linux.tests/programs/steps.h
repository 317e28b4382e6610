/* What the programs that are moved share: one line a step in a log, and what must hold at each. */
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

static int steps_log;

static inline void begin_steps(int argc, char **argv)
{
	if (argc < 2 || (steps_log = open(argv[1], O_CREAT | O_TRUNC | O_WRONLY, 0644)) < 0)
		exit(2);
}

/* Says BAD for ever after in the log, and why. */
static inline void must(int holds, const char *what)
{
	if (!holds)
		dprintf(steps_log, "BAD %s\n", what);
}

static inline void step(int n, const char *format, ...)
{
	struct timespec pause = { 0, 10000000 };
	char line[256];
	va_list arguments;
	int length = snprintf(line, sizeof line, "n=%d ", n);

	va_start(arguments, format);
	length += vsnprintf(line + length, sizeof line - length - 1, format, arguments);
	va_end(arguments);
	line[length++] = '\n';
	must(write(steps_log, line, length) == length, "the log");
	nanosleep(&pause, NULL);
}
