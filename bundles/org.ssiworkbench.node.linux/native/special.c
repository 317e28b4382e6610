/* Descriptors without a file that move as well: event counters, timers, and sets of descriptors to wait for (epoll). */
#include "mover.h"
#include "ssi.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/syscall.h>
#include <sys/timerfd.h>
#include <unistd.h>

/* What image_description's `special` has. */
enum { EVENT_COUNT, EVENT_SEMAPHORE };
enum { TIMER_CLOCK, TIMER_TICKS, TIMER_VALUE, TIMER_INTERVAL };
enum { SECOND = 1000000000, MAX_INFO = 1 << 20 };

int special_kind(const char *path)
{
	if (!strcmp(path, "anon_inode:[eventfd]"))
		return DESC_EVENT;
	if (!strcmp(path, "anon_inode:[timerfd]"))
		return DESC_TIMER;
	return strcmp(path, "anon_inode:[eventpoll]") ? 0 : DESC_EPOLL;
}

static uint64_t time_of(const char *info, const char *name)
{
	const char *text = strstr(info, name);
	unsigned long long s = 0, ns = 0;

	if (text)
		sscanf(text + strlen(name), ": (%llu, %llu)", &s, &ns);
	return s * SECOND + ns;
}

void special_describe(struct image_description *is, const char *info)
{
	const char *text = strstr(info, is->kind == DESC_EVENT ? "eventfd-count:" : "clockid:");

	if (!text)
		return;
	if (is->kind == DESC_EVENT) {
		is->special[EVENT_COUNT] = strtoull(text + sizeof "eventfd-count:" - 1, NULL, 16);
		return;
	}
	is->special[TIMER_CLOCK] = strtoull(text + sizeof "clockid:" - 1, NULL, 10);
	text = strstr(info, "ticks:");
	is->special[TIMER_TICKS] = text ? strtoull(text + sizeof "ticks:" - 1, NULL, 10) : 0;
	is->special[TIMER_VALUE] = time_of(info, "it_value");
	is->special[TIMER_INTERVAL] = time_of(info, "it_interval");
}

/* This kernel does not tell a semaphore from a counter, but from a semaphore one reads 1 at a time. All stands still. */
static void probe_event(struct description *d)
{
	uint64_t two = 2, got = 0, one;
	int flags = fcntl(d->ours, F_GETFL);

	fcntl(d->ours, F_SETFL, flags | O_NONBLOCK);
	if (write(d->ours, &two, sizeof two) == sizeof two && read(d->ours, &got, sizeof got) == sizeof got) {
		d->is.special[EVENT_SEMAPHORE] = got == 1;
		got -= got == 1 ? 1 : 2;
		if (!d->is.special[EVENT_SEMAPHORE])
			d->is.special[EVENT_COUNT] = got;
		if (d->is.special[EVENT_SEMAPHORE] ? read(d->ours, &one, sizeof one) != sizeof one
				: got && write(d->ours, &got, sizeof got) != sizeof got)
			give_up("an event counter cannot be restored");
	}
	fcntl(d->ours, F_SETFL, flags);
}

void special_probe(struct opened *o)
{
	for (size_t i = 0; i < o->count; i++)
		if (o->all[i].is.kind == DESC_EVENT)
			probe_event(&o->all[i]);
}

static const struct descriptor *descriptor_of(const struct opened *o, uint32_t description)
{
	for (size_t k = 0; k < o->fd_count; k++)
		if (o->fds[k].description == (int)description)
			return &o->fds[k];
	return NULL;
}

/* A descriptor may have been closed while what was behind it is still waited for through another one. */
static int is_what_was_added(const struct opened *o, int fd, unsigned long inode)
{
	for (size_t k = 0; k < o->fd_count; k++)
		if (o->fds[k].fd == fd)
			return o->all[o->fds[k].description].is.inode == inode;
	return 0;
}

static void send_watches(pid_t pid, const struct opened *o, uint32_t description)
{
	static char info[MAX_INFO];
	unsigned long long data;
	unsigned long inode;
	unsigned events;
	int fd;

	if (proc_read(info, sizeof info, "/proc/%d/fdinfo/%d", pid, descriptor_of(o, description)->fd) <= 0)
		give_up("what the process waits for cannot be read");
	for (char *line = strstr(info, "tfd:"); line; line = strstr(line + 1, "tfd:")) {
		struct image_watch *record;

		if (sscanf(line, "tfd: %d events: %x data: %llx pos:%*d ino:%lx", &fd, &events, &data, &inode) != 4
				|| !is_what_was_added(o, fd, inode))
			give_up("it waits by epoll for something that it has closed (descriptor %d)", fd);
		record = image_record(REC_WATCH, sizeof *record);
		*record = (struct image_watch){ description, fd, events, 0, data };
	}
}

void special_send(pid_t pid, const struct opened *o)
{
	for (size_t i = 0; i < o->count; i++)
		if (o->all[i].is.kind == DESC_EPOLL)
			send_watches(pid, o, i);
}

static struct timespec timespec_of(uint64_t ns)
{
	return (struct timespec){ ns / SECOND, ns % SECOND };
}

/* What ran off while the process stood still counts. Expirations that nobody has read yet become one. */
static int make_timer(const struct image_description *is)
{
	int64_t gone = mono_ns() + cluster_offset() - image.process.frozen_at;
	int64_t left = is->special[TIMER_TICKS] ? 1 : (int64_t)is->special[TIMER_VALUE] - gone;
	struct itimerspec times = { timespec_of(is->special[TIMER_INTERVAL]), timespec_of(left > 0 ? left : 1) };
	int fd = timerfd_create(is->special[TIMER_CLOCK], TFD_CLOEXEC);

	if (fd >= 0 && (is->special[TIMER_TICKS] || is->special[TIMER_VALUE]) && timerfd_settime(fd, 0, &times, NULL)) {
		close(fd);
		return -1;
	}
	return fd;
}

static int make_event(const struct image_description *is)
{
	int fd = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK | (is->special[EVENT_SEMAPHORE] ? EFD_SEMAPHORE : 0));
	uint64_t count = is->special[EVENT_COUNT];

	if (fd >= 0 && count && write(fd, &count, sizeof count) != sizeof count) {
		close(fd);
		return -1;
	}
	return fd;
}

void special_make(struct description *d)
{
	if (d->is.kind != DESC_EVENT && d->is.kind != DESC_TIMER && d->is.kind != DESC_EPOLL)
		return;
	d->ours = d->is.kind == DESC_EVENT ? make_event(&d->is) : d->is.kind == DESC_TIMER ? make_timer(&d->is)
		: epoll_create1(EPOLL_CLOEXEC);
	if (d->ours < 0)
		give_up("%s cannot be made: %s", d->path, strerror(errno));
	fcntl(d->ours, F_SETFL, d->is.flags & (O_NONBLOCK | O_ASYNC));
}

void special_watch(void)
{
	for (size_t i = 0; i < image.watch_count; i++) {
		const struct image_watch *w = &image.watches[i];
		struct epoll_event event = { .events = w->events, .data.u64 = w->data };
		const struct descriptor *epoll = descriptor_of(&image.opened, w->description);

		if (!epoll)
			give_up("the image is damaged: an epoll without a descriptor");
		if (batch_room() < 2)
			run_needed(image.process.pid, 0);
		need(add(SYS_epoll_ctl, epoll->fd, EPOLL_CTL_ADD, w->fd, with_data(&event, sizeof event), 0, 0), "it cannot wait by epoll");
	}
	run_needed(image.process.pid, 0);
}
