/* The restored process gets its descriptors: files opened anew, pipes of its own, and what the mover's caller supplied. */
#include "mover.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/syscall.h>
#include <termios.h>
#include <unistd.h>

enum { MAX_FD = 1 << 20, OPEN_ONLY = O_CREAT | O_EXCL | O_TRUNC };

static unsigned char taken[MAX_FD / 8 + 1];
static int pidfd;			/* in the process: a descriptor of the mover itself */
static int placed[MAX_DESCRIPTORS];	/* where a description is in the process, -1 */

static int is_taken(int fd)
{
	return taken[fd / 8] >> fd % 8 & 1;
}

static void take(int fd)
{
	taken[fd / 8] |= 1 << fd % 8;
}

/* What the kernel gives to the next call that opens something. */
static int next_free(void)
{
	int fd = 0;

	while (is_taken(fd))
		fd++;
	return fd;
}

static int writes(const struct description *d)
{
	return (d->is.flags & O_ACCMODE) != O_RDONLY;
}

static void fill(int end, uint64_t inode)
{
	size_t size = 0;

	for (size_t i = 0; i < image.bytes_count; i++)
		size += image.bytes[i].length;
	if (size > 65536)
		fcntl(end, F_SETPIPE_SZ, size < MAX_PIPE ? size : MAX_PIPE);
	for (size_t i = 0; i < image.bytes_count; i++)
		if (image.opened.all[image.bytes[i].description].is.inode == inode
				&& write(end, image.bytes[i].data, image.bytes[i].length) != (ssize_t)image.bytes[i].length)
			give_up("a pipe of the process cannot be filled");
}

static void make_pipe(uint64_t inode)
{
	int ends[2];

	if (pipe2(ends, O_CLOEXEC | O_NONBLOCK))
		give_up("no pipe can be made: %s", strerror(errno));
	fill(ends[1], inode);
	for (size_t i = 0; i < image.opened.count; i++) {
		struct description *d = &image.opened.all[i];

		if (d->is.kind != DESC_OWN_PIPE || d->is.inode != inode)
			continue;
		d->ours = fcntl(ends[writes(d)], F_DUPFD_CLOEXEC, 3);
		fcntl(d->ours, F_SETFL, d->is.flags & (O_NONBLOCK | O_APPEND | O_ASYNC));
	}
	close(ends[0]);
	close(ends[1]);
}

static void make_terminal(const struct description *d)
{
	struct winsize size = { .ws_row = d->is.rows, .ws_col = d->is.columns };
	struct termios mode;

	memcpy(&mode, d->is.termios, sizeof mode);
	tcsetattr(d->ours, TCSANOW, &mode);
	if (size.ws_row)
		ioctl(d->ours, TIOCSWINSZ, &size);
}

static void prepare(void)
{
	for (size_t i = 0; i < image.opened.count; i++) {
		struct description *d = &image.opened.all[i];

		placed[i] = -1;
		special_make(d);
		if (d->is.kind == DESC_OWN_PIPE && d->ours < 0)
			make_pipe(d->is.inode);
		if (d->ours >= 0 && outside(d))
			fcntl(d->ours, F_SETFL, d->is.flags & (O_NONBLOCK | O_APPEND));
		if (d->ours >= 0 && d->is.kind == DESC_TTY)
			make_terminal(d);
		if (d->ours >= 0 && d->is.controlling && image.process.sid != image.process.pid)
			lend_terminal(d->ours);
	}
}

/* Opens a description at the next free descriptor. */
static void open_in_process(const struct description *d)
{
	static const char null[] = "/dev/null";
	int fd = next_free();

	if (d->ours >= 0) {
		need(add(SYS_pidfd_getfd, pidfd, d->ours, 0, 0, 0, 0), "a descriptor cannot be handed over");
	} else if (d->is.kind == DESC_FILE) {
		need(add(SYS_open, with_data(d->path, strlen(d->path) + 1), (d->is.flags & ~OPEN_ONLY) | O_NOCTTY, 0, 0, 0, 0), d->path);
		if (d->is.position)
			add(SYS_lseek, fd, d->is.position, SEEK_SET, 0, 0, 0);
	} else {
		need(add(SYS_open, with_data(null, sizeof null), d->is.flags & O_ACCMODE, 0, 0, 0, 0), null);
	}
}

static void control(int fd)
{
	pid_t group = image.process.pgid;

	if (image.process.sid == image.process.pid)
		add(SYS_ioctl, fd, TIOCSCTTY, 0, 0, 0, 0);
	if (image.process.foreground)
		add(SYS_ioctl, fd, TIOCSPGRP, with_data(&group, sizeof group), 0, 0, 0);
}

static void give(const struct descriptor *f)
{
	const struct description *d = &image.opened.all[f->description];
	int flags = f->close_on_exec ? O_CLOEXEC : 0, fd = next_free();

	if (is_taken(f->fd))
		return;
	if (placed[f->description] >= 0) {
		if (placed[f->description] != f->fd)
			add(SYS_dup3, placed[f->description], f->fd, flags, 0, 0, 0);
	} else {
		open_in_process(d);
		placed[f->description] = f->fd;
		if (fd != f->fd) {
			add(SYS_dup3, fd, f->fd, flags, 0, 0, 0);
			add(SYS_close, fd, 0, 0, 0, 0, 0);
		} else {
			add(SYS_fcntl, fd, F_SETFD, flags ? FD_CLOEXEC : 0, 0, 0, 0);
		}
		if (d->is.controlling)
			control(f->fd);
	}
	take(f->fd);
}

/* What a stand-in has open outside of the process and nobody has supplied anew stays as it is, all else is closed. */
static void keep_open(void)
{
	const struct opened *o = &image.opened;
	int next = 0;

	for (size_t i = 0; i < o->fd_count; i++) {
		const struct descriptor *f = &o->fds[i];
		const struct description *d = &o->all[f->description];

		if (!outside(d) || d->ours >= 0 || !task_has_open(f->fd))
			continue;
		if (batch_room() < 10)
			run_needed(image.process.pid, 0);
		if (f->fd > next)
			add(SYS_close_range, next, f->fd - 1, 0, 0, 0, 0);
		add(SYS_fcntl, f->fd, F_SETFD, f->close_on_exec ? FD_CLOEXEC : 0, 0, 0, 0);
		placed[f->description] = f->fd;
		take(f->fd);
		next = f->fd + 1;
	}
	add(SYS_close_range, next, ~0u, 0, 0, 0, 0);
	run_needed(image.process.pid, 0);
}

static int needs_mover(void)
{
	for (size_t i = 0; i < image.opened.count; i++)
		if (image.opened.all[i].ours >= 0)
			return 1;
	return 0;
}

void give_descriptors(void)
{
	const struct opened *o = &image.opened;
	pid_t pid = image.process.pid;

	prepare();
	keep_open();
	pidfd = o->fd_count ? o->fds[o->fd_count - 1].fd + 1 : 0;
	if (needs_mover()) {
		need(add(SYS_pidfd_open, getpid(), 0, 0, 0, 0, 0), "the mover cannot be reached");
		if (pidfd != next_free()) {
			add(SYS_dup3, next_free(), pidfd, O_CLOEXEC, 0, 0, 0);
			add(SYS_close, next_free(), 0, 0, 0, 0, 0);
		}
	}
	for (size_t i = 0; i < o->fd_count; i++) {
		if (batch_room() < 12)
			run_needed(pid, 0);
		give(&o->fds[i]);
	}
	add(SYS_close_range, pidfd, ~0u, 0, 0, 0, 0);
	run_needed(pid, 0);
	special_watch();
}
