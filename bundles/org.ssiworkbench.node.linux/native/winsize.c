/* Tells the size of the terminal at standard input, at once and whenever it changes, as long as somebody reads. */
#include "ssi.h"

#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <sys/ioctl.h>
#include <sys/signalfd.h>
#include <unistd.h>

int winsize_watch(void)
{
	struct signalfd_siginfo info;
	struct winsize size;
	sigset_t resized;
	struct pollfd fds[2] = { { .events = POLLIN }, { .fd = STDOUT_FILENO } };

	sigemptyset(&resized);
	sigaddset(&resized, SIGWINCH);
	sigprocmask(SIG_BLOCK, &resized, NULL);
	fds[0].fd = signalfd(-1, &resized, SFD_CLOEXEC);
	if (fds[0].fd < 0)
		return 1;
	do {
		if (ioctl(STDIN_FILENO, TIOCGWINSZ, &size) || dprintf(STDOUT_FILENO, "%u %u\n", size.ws_row, size.ws_col) < 0)
			return 1;
		while (poll(fds, 2, -1) < 0)
			;
	} while (!fds[1].revents && read(fds[0].fd, &info, sizeof info) == sizeof info);
	return 0;
}
