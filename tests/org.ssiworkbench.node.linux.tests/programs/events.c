/* Event counters, a timer, and a set of descriptors that is waited for. */
#include "steps.h"

#include <errno.h>
#include <stdint.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/timerfd.h>

enum { COUNTER = 1, TIMER, PIPE };

static int set;

static void watch(int fd, int data)
{
	struct epoll_event event = { .events = EPOLLIN, .data.u64 = data };

	must(!epoll_ctl(set, EPOLL_CTL_ADD, fd, &event), "epoll_ctl");
}

static void await(uint64_t data)
{
	struct epoll_event event = { 0 };

	while (event.data.u64 != data)
		must(epoll_wait(set, &event, 1, 10000) == 1 || errno == EINTR, "epoll_wait");
}

static uint64_t number(int fd)
{
	uint64_t value = 0;

	must(read(fd, &value, sizeof value) == sizeof value, "read");
	return value;
}

int main(int argc, char **argv)
{
	struct itimerspec often = { { 0, 20000000 }, { 0, 20000000 } };
	int semaphore = eventfd(3, EFD_SEMAPHORE | EFD_NONBLOCK), counter = eventfd(0, 0), ends[2];
	int timer = timerfd_create(CLOCK_MONOTONIC, TFD_NONBLOCK), other = dup(counter);
	const uint64_t one = 1, five = 5;
	char c = 'x';

	begin_steps(argc, argv);
	set = epoll_create1(EPOLL_CLOEXEC);
	must(!pipe(ends) && !timerfd_settime(timer, 0, &often, NULL), "pipe and timer");
	watch(counter, COUNTER);
	watch(timer, TIMER);
	watch(ends[0], PIPE);
	for (int n = 0;; n++) {
		must(number(semaphore) == 1 && write(semaphore, &one, sizeof one) == sizeof one, "semaphore");
		must(write(other, &five, sizeof five) == sizeof five, "counter");
		await(COUNTER);
		must(number(counter) == 5, "counter's value");
		await(TIMER);
		must(number(timer) >= 1, "timer");
		must(write(ends[1], &c, 1) == 1, "pipe");
		await(PIPE);
		must(read(ends[0], &c, 1) == 1 && c == 'x', "pipe's contents");
		step(n, "%d", n);
	}
}
