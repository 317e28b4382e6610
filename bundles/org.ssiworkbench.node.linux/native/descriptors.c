/* What a process has open: descriptors, the open file descriptions behind them, and which of those lie outside of it. */
#include "mover.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/kcmp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/sysmacros.h>
#include <termios.h>
#include <unistd.h>

enum { MEMORY_DEVICES = 1, TTY_DEVICES = 4, TTY_AUX_DEVICES = 5, PTS_FIRST = 136, PTS_LAST = 143, PTMX = 2 };

struct look {
	char path[MAX_PATH], info[4096];
	struct stat stat;
	unsigned flags;
	long position;
};

int outside(const struct description *d)
{
	return d->is.kind >= DESC_PIPE && d->is.kind <= DESC_SOCKET;
}

void descriptors_clear(struct opened *o)
{
	for (size_t i = 0; i < o->count; i++) {
		free(o->all[i].path);
		if (o->all[i].ours >= 0)
			close(o->all[i].ours);
	}
	o->count = o->fd_count = 0;
}

void put_outside(struct buffer *b, const struct opened *o)
{
	for (size_t i = 0; i < o->count; i++) {
		const struct description *d = &o->all[i];
		int users = 0;

		if (!outside(d))
			continue;
		for (size_t k = 0; k < o->fd_count; k++)
			users += o->fds[k].description == (int)i;
		put_be(b, d->is.number, 4);
		put_be(b, d->is.kind, 1);
		put_be(b, d->is.controlling, 1);
		put_be(b, d->is.flags, 4);
		put_be(b, d->is.device, 8);
		put_be(b, d->is.inode, 8);
		put_be(b, users, 2);
		for (size_t k = 0; k < o->fd_count; k++)
			if (o->fds[k].description == (int)i)
				put_be(b, o->fds[k].fd, 4);
		put_be(b, strlen(d->path), 2);
		put(b, d->path, strlen(d->path));
	}
}

void leave_outside(pid_t pid, const struct opened *o)
{
	int next = 0;

	for (size_t i = 0; i < o->fd_count; i++) {
		const struct descriptor *d = &o->fds[i];

		if (!outside(&o->all[d->description]))
			continue;
		if (batch_room() < 10)
			run(pid, 0);
		if (d->fd > next)
			add(SYS_close_range, next, d->fd - 1, 0, 0, 0, 0);
		add(SYS_fcntl, d->fd, F_SETFD, 0, 0, 0, 0);
		next = d->fd + 1;
	}
	add(SYS_close_range, next, ~0u, 0, 0, 0, 0);
	add(SYS_prctl, PR_SET_PDEATHSIG, 0, 0, 0, 0, 0);
	run(pid, 0);
}

static int judge_character(const struct look *l)
{
	unsigned device = major(l->stat.st_rdev), number = minor(l->stat.st_rdev);

	if (device == MEMORY_DEVICES && (number == 3 || number == 5 || number == 7 || number == 8 || number == 9))
		return -DESC_FILE;
	if (device == TTY_AUX_DEVICES && number == PTMX)
		return refuse(DEVICE, "it holds the other side of a terminal (%s)", l->path);
	if (device == TTY_DEVICES || device == TTY_AUX_DEVICES || (device >= PTS_FIRST && device <= PTS_LAST))
		return -DESC_TTY;
	return refuse(DEVICE, "it has the device %s open", l->path);
}

static int judge_file(const struct look *l)
{
	size_t length = strlen(l->path);

	if (!strcmp(l->path, "/proc/cluster/events"))
		return refuse(CLUSTER_EVENTS, "it has /proc/cluster/events open");
	if (l->path[0] != '/' || !strncmp(l->path, "/memfd:", 7)
			|| (length > 10 && !strcmp(l->path + length - 10, " (deleted)")))
		return refuse(DELETED_FILE, "it has the deleted file %s open", l->path);
	if (strstr(l->info, "lock:\t"))
		return refuse(LOCKED_FILE, "it holds a lock on the file %s", l->path);
	return -DESC_FILE;
}

/* The kind as a negative number, or the code of a refusal. */
static int judge(pid_t pid, const struct look *l, int flags)
{
	if (!strncmp(l->path, "socket:", 7))
		return flags & MOVE_SOCKETS ? -DESC_SOCKET : refuse(SOCKET, "it has a socket open (%s)", l->path);
	if (!strncmp(l->path, "pipe:", 5))
		return other_holder(pid, l->path) ? -DESC_PIPE : -DESC_OWN_PIPE;
	if (special_kind(l->path))
		return -special_kind(l->path);
	if (!strncmp(l->path, "anon_inode:", 11))
		return refuse(SPECIAL_DESCRIPTOR, "it has a descriptor of kind %s open", l->path + 11);
	if (S_ISFIFO(l->stat.st_mode))
		return -DESC_FIFO;
	if (S_ISCHR(l->stat.st_mode))
		return judge_character(l);
	if (S_ISREG(l->stat.st_mode) || S_ISDIR(l->stat.st_mode))
		return judge_file(l);
	return refuse(DEVICE, "it has the device %s open", l->path);
}

static int look_at(pid_t pid, int fd, struct look *l)
{
	char link[64];

	snprintf(link, sizeof link, "/proc/%d/fd/%d", pid, fd);
	return proc_link(l->path, sizeof l->path, "%s", link) > 0 && !stat(link, &l->stat)
			&& proc_read(l->info, sizeof l->info, "/proc/%d/fdinfo/%d", pid, fd) > 0
			&& sscanf(l->info, "pos: %ld flags: %o", &l->position, &l->flags) == 2;
}

/*
 * Whether two descriptors are one open file description. A kernel without kcmp is asked by changing what nobody looks at:
 * the signal for asynchronous input.
 */
static int same_description(pid_t pid, int fd, int other_fd, int ours, int other)
{
	long compared = syscall(SYS_kcmp, pid, pid, KCMP_FILE, (long)fd, (long)other_fd);
	int before, changed, same;

	if (compared >= 0 || errno != ENOSYS)
		return compared == 0;
	before = fcntl(ours, F_GETSIG);
	changed = before == SIGIO ? SIGURG : SIGIO;
	if (before < 0 || fcntl(other, F_GETSIG) != before || fcntl(ours, F_SETSIG, changed))
		return 0;
	same = fcntl(other, F_GETSIG) == changed;
	fcntl(ours, F_SETSIG, before);
	return same;
}

static int find_description(pid_t pid, int fd, const struct look *l, int ours, const struct opened *o)
{
	for (size_t k = 0; k < o->fd_count; k++) {
		const struct description *d = &o->all[o->fds[k].description];

		if (d->is.inode == l->stat.st_ino && d->is.device == l->stat.st_dev && d->is.flags == (l->flags & ~O_CLOEXEC)
				&& d->is.position == l->position && same_description(pid, fd, o->fds[k].fd, ours, d->ours))
			return o->fds[k].description;
	}
	return -1;
}

static uint64_t terminal_of(pid_t pid)
{
	char text[1024], *end;
	int terminal = 0;

	if (proc_read(text, sizeof text, "/proc/%d/stat", pid) > 0 && (end = strrchr(text, ')')))
		sscanf(end + 2, "%*c %*d %*d %*d %d", &terminal);
	return (unsigned)terminal;
}

static void describe_terminal(pid_t pid, struct description *d, const struct look *l)
{
	struct winsize size;
	struct termios mode;

	_Static_assert(sizeof mode <= sizeof d->is.termios, "the image has room for the terminal's mode");
	d->is.controlling = l->stat.st_rdev == terminal_of(pid) || l->stat.st_rdev == makedev(TTY_AUX_DEVICES, 0);
	if (!tcgetattr(d->ours, &mode))
		memcpy(d->is.termios, &mode, sizeof mode);
	if (!ioctl(d->ours, TIOCGWINSZ, &size)) {
		d->is.rows = size.ws_row;
		d->is.columns = size.ws_col;
	}
}

static void add_description(pid_t pid, struct opened *o, const struct look *l, int kind, int ours)
{
	struct description *d;

	o->all = grow(o->all, o->count, &o->room, sizeof *o->all);
	d = &o->all[o->count];
	memset(d, 0, sizeof *d);
	d->is = (struct image_description){ .number = o->count, .kind = kind, .flags = l->flags & ~O_CLOEXEC,
		.device = l->stat.st_dev, .inode = l->stat.st_ino, .position = l->position };
	d->path = strdup(l->path);
	d->ours = ours;
	if (kind == DESC_TTY)
		describe_terminal(pid, d, l);
	else if (kind == DESC_EVENT || kind == DESC_TIMER)
		special_describe(&d->is, l->info);
	o->count++;
}

static int read_one(pid_t pid, int pidfd, int fd, int flags, struct opened *o)
{
	static struct look l;
	int ours, kind, found;

	if (!look_at(pid, fd, &l))
		return 0;	/* closed meanwhile */
	kind = judge(pid, &l, flags);
	if (kind > 0)
		return kind;
	ours = syscall(SYS_pidfd_getfd, pidfd, fd, 0);
	if (ours < 0)
		return 0;
	found = find_description(pid, fd, &l, ours, o);
	o->fds = grow(o->fds, o->fd_count, &o->fd_room, sizeof *o->fds);
	o->fds[o->fd_count] = (struct descriptor){ fd, found >= 0 ? found : (int)o->count, (l.flags & O_CLOEXEC) != 0 };
	if (found >= 0)
		close(ours);
	else
		add_description(pid, o, &l, -kind, ours);
	o->fd_count++;
	return 0;
}

int descriptors_read(pid_t pid, int flags, struct opened *o)
{
	static int numbers[MAX_DESCRIPTORS + 1];
	char path[64];
	int count, code = 0, pidfd = syscall(SYS_pidfd_open, pid, 0);

	snprintf(path, sizeof path, "/proc/%d/fd", pid);
	count = list_numbers(path, numbers, MAX_DESCRIPTORS + 1);
	if (pidfd < 0 || count < 0)
		code = refuse(UNREADABLE, "its descriptors cannot be read");
	else if (count > MAX_DESCRIPTORS)
		code = refuse(TOO_BIG, "it has more than %d descriptors", MAX_DESCRIPTORS);
	for (int i = 0; i < count && !code; i++)
		code = read_one(pid, pidfd, numbers[i], flags, o);
	if (pidfd >= 0)
		close(pidfd);
	return code;
}
