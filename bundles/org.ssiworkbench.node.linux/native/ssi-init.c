/*
 * ssi-init: PID 1 of an SSI node, and on the host the small helper of the controller.
 *
 *   (PID 1)                                     start the node as the kernel's command line says, see docs/control-line.md
 *   ssi-init supervise RECORD TSC MONO PLACE -- CMD
 *                                               run one node so that it ends with its controller
 *   ssi-init mconsole SOCKET COMMAND            speak to a kernel's management console
 *   ssi-init mconsoles COMMAND SOCKET...        the same to several at once, with the times of their answers
 *   ssi-init clock                              print counter and clocks
 *   ssi-init mover ADDRESS                      in a node of that address: move a process, see docs/process-image.md
 */
#include "ssi.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/reboot.h>
#include <unistd.h>

static void say(const char *format, va_list arguments)
{
	int reason = errno;

	fputs("ssi-init: ", stdout);
	vprintf(format, arguments);
	if (reason)
		printf(": %s", strerror(reason));
	putchar('\n');
	fflush(stdout);
}

void warn(const char *format, ...)
{
	va_list arguments;

	va_start(arguments, format);
	say(format, arguments);
	va_end(arguments);
}

void die(const char *format, ...)
{
	va_list arguments;

	va_start(arguments, format);
	say(format, arguments);
	va_end(arguments);
	if (getpid() == 1)
		reboot(RB_POWER_OFF);
	exit(1);
}

const char *setting(const char *key, const char *otherwise)
{
	const char *value = getenv(key);

	return value && *value ? value : otherwise;
}

long long number(const char *key, long long otherwise)
{
	const char *value = setting(key, NULL);

	return value ? atoll(value) : otherwise;
}

int write_all(int fd, const void *data, size_t length)
{
	const char *at = data;

	while (length) {
		ssize_t n = write(fd, at, length);
		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return -1;
		at += n;
		length -= n;
	}
	return 0;
}

int main(int argc, char **argv)
{
	if (getpid() == 1)
		guest();
	if (argc > 7 && !strcmp(argv[1], "supervise"))
		return supervise(argc - 2, argv + 2);
	if (argc == 4 && !strcmp(argv[1], "mconsole"))
		return mconsole(argv[2], argv[3]);
	if (argc > 3 && !strcmp(argv[1], "mconsoles"))
		return mconsole_all(argv[2], argc - 3, argv + 3);
	if (argc == 2 && !strcmp(argv[1], "clock"))
		return clock_mode();
	if (argc == 2 && !strcmp(argv[1], "winsize"))
		return winsize_watch();
	if (argc == 3 && !strcmp(argv[1], "stand-in"))
		keep_leader(argv[2]);
	if (argc == 3 && !strcmp(argv[1], "mover"))
		mover_by_hand(argv[2]);
	fputs("usage: ssi-init supervise RECORD TSC MONO PLACE -- COMMAND... | mconsole SOCKET COMMAND | mconsoles COMMAND SOCKET... | clock | winsize | mover ADDRESS\n", stderr);
	return 2;
}
