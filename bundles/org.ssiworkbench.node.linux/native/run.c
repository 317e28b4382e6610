/*
 * Runs a program under a given pid: one that was started on another node and goes on here. Its terminal and pipes are
 * those of its stand-in there, see stream.c. What it needs is described by stub-describe.c.
 */
#include "ssi.h"
#include "stub.h"

#include <errno.h>
#include <fcntl.h>
#include <grp.h>
#include <linux/sched.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <termios.h>
#include <unistd.h>

enum { MAX_DESCRIPTORS = 256, MAX_TEXTS = 32768, MAX_GROUPS = 256, LIMITS = 16, SIGMIGRATE = 63 };

/* The bytes that are left; `bad` when more was wanted than there were. */
struct fields {
	const unsigned char *at, *end;
	int bad;
};

struct descriptor {
	uint32_t kind, number, stream, flags;
	uint64_t offset;
	const char *path;
	int fd;			/* what it becomes */
};

struct program {
	pid_t pid;		/* 0: the kernel may choose */
	pid_t group, session;	/* 0: its own */
	uint32_t token, home, flags, uid, gid, group_count, mask, count;
	gid_t groups[MAX_GROUPS];
	char **words, **environment;
	const char *folder;
	const unsigned char *limits, *modes, *size;	/* rlimits; termios and winsize of its terminal */
	uint32_t limit_count;
	struct descriptor descriptors[MAX_DESCRIPTORS];
};

static const unsigned char *bytes(struct fields *f, size_t length)
{
	const unsigned char *at = f->at;

	if (f->bad || length > (size_t)(f->end - f->at)) {
		f->bad = 1;
		return NULL;
	}
	f->at += length;
	return at;
}

static uint32_t u32(struct fields *f)
{
	const unsigned char *at = bytes(f, 4);

	return at ? get_u32(at) : 0;
}

static uint64_t u64(struct fields *f)
{
	uint64_t high = u32(f);

	return high << 32 | u32(f);
}

/* A text that ends with a NUL. */
static const char *text(struct fields *f)
{
	const unsigned char *end = f->bad ? NULL : memchr(f->at, 0, f->end - f->at);

	return end ? (const char *)bytes(f, end + 1 - f->at) : (f->bad = 1, "");
}

static char **texts(struct fields *f)
{
	uint32_t count = u32(f);
	char **all = count <= MAX_TEXTS ? calloc(count + 1, sizeof *all) : NULL;

	if (!all) {
		f->bad = 1;
		return NULL;
	}
	for (uint32_t i = 0; i < count; i++)
		all[i] = (char *)text(f);
	return all;
}

static void read_descriptor(struct fields *f, struct descriptor *d)
{
	d->kind = u32(f);
	d->number = u32(f);
	d->stream = u32(f);
	d->flags = u32(f);
	d->offset = u64(f);
	d->path = text(f);
	d->fd = -1;
	f->bad |= d->kind > KIND_TERMINAL || d->stream >= MAX_STREAMS;
}

static int read_program(struct program *p, const unsigned char *payload, uint32_t length)
{
	struct fields f = { payload, payload + length, 0 };

	p->token = u32(&f);
	p->pid = u32(&f);
	p->group = u32(&f);
	p->session = u32(&f);
	p->home = u32(&f);
	p->flags = u32(&f);
	p->uid = u32(&f);
	p->gid = u32(&f);
	p->group_count = u32(&f);
	for (uint32_t i = 0; i < p->group_count && i < MAX_GROUPS; i++)
		p->groups[i] = u32(&f);
	f.bad |= p->group_count > MAX_GROUPS;
	p->words = texts(&f);
	p->environment = texts(&f);
	p->folder = text(&f);
	p->mask = u32(&f);
	p->limit_count = u32(&f);
	f.bad |= p->limit_count > LIMITS;
	p->limits = bytes(&f, f.bad ? 0 : p->limit_count * sizeof(struct rlimit));
	if (u32(&f)) {
		p->modes = bytes(&f, sizeof(struct termios));
		p->size = bytes(&f, sizeof(struct winsize));
	}
	p->count = u32(&f);
	f.bad |= p->count > MAX_DESCRIPTORS || !p->words || !p->words[0];
	for (uint32_t i = 0; i < p->count && !f.bad; i++)
		read_descriptor(&f, &p->descriptors[i]);
	return f.bad ? -1 : 0;
}

static int leads(const struct program *p)
{
	return !p->session || p->session == p->pid;
}

pid_t clone_as(pid_t pid)
{
	struct clone_args how = { .exit_signal = SIGCHLD, .set_tid = (uintptr_t)(pid ? &pid : NULL), .set_tid_size = pid != 0 };
	pid_t child;
	sigset_t none;

	services_needed();
	child = syscall(SYS_clone3, &how, sizeof how);
	if (child == 0) {
		sigemptyset(&none);
		sigprocmask(SIG_SETMASK, &none, NULL);
		signal(SIGPIPE, SIG_DFL);
		signal(SIGCHLD, SIG_DFL);
		signal(SIGALRM, SIG_DFL);
	}
	return child;
}

int stream_ends(int kind, int *ours)
{
	int ends[2], input = kind == KIND_INPUT;

	if (kind == KIND_TERMINAL) {
		*ours = posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC);
		if (*ours < 0 || grantpt(*ours) || unlockpt(*ours))
			return -1;
		return ioctl(*ours, TIOCGPTPEER, O_RDWR | O_NOCTTY | O_CLOEXEC);
	}
	if (pipe2(ends, O_CLOEXEC))
		return -1;
	*ours = ends[input];
	return ends[!input];
}

/* A terminal like that of the stand-in. */
static void set_terminal(const struct program *p, int theirs)
{
	if (theirs >= 0 && p->modes && p->size) {
		struct termios modes;
		struct winsize size;

		memcpy(&modes, p->modes, sizeof modes);
		memcpy(&size, p->size, sizeof size);
		tcsetattr(theirs, TCSANOW, &modes);
		ioctl(theirs, TIOCSWINSZ, &size);
		if (fchown(theirs, p->uid, -1))
			errno = 0;
	}
}

static int make_stream(const struct program *p, const struct descriptor *d)
{
	int ours = -1, theirs = stream_ends(d->kind, &ours);

	if (d->kind == KIND_TERMINAL)
		set_terminal(p, theirs);
	if (theirs >= 0 && stream_add(p->pid, p->home, d->stream, d->kind, ours, theirs)) {
		close(ours);
		close(theirs);
		theirs = -1;
	}
	return theirs;
}

/* Descriptors of one stream share its end. */
static int make_streams(struct program *p)
{
	int ends[MAX_STREAMS];

	memset(ends, -1, sizeof ends);
	for (uint32_t i = 0; i < p->count; i++) {
		struct descriptor *d = &p->descriptors[i];

		if (d->kind == KIND_FILE)
			continue;
		if (ends[d->stream] < 0)
			ends[d->stream] = make_stream(p, d);
		d->fd = ends[d->stream];
		if (d->fd < 0)
			return -1;
	}
	return 0;
}

static void close_ends(const struct program *p)
{
	for (uint32_t i = 0; i < p->count; i++)
		if (p->descriptors[i].fd >= 0 && p->descriptors[i].kind != KIND_FILE)
			close(p->descriptors[i].fd);
}

/* Everything goes above the numbers it may have in the end, and from there to its place. */
static void place_descriptors(struct program *p)
{
	for (uint32_t i = 0; i < p->count; i++) {
		struct descriptor *d = &p->descriptors[i];
		int fd = d->fd;

		if (d->kind == KIND_FILE) {
			fd = open(d->path, d->flags & ~(O_CREAT | O_EXCL | O_TRUNC));
			if (fd >= 0 && d->offset)
				lseek(fd, d->offset, SEEK_SET);
		}
		d->fd = fd < 0 ? -1 : fcntl(fd, F_DUPFD, MAX_DESCRIPTORS);
	}
	close_range(0, MAX_DESCRIPTORS - 1, 0);
	for (uint32_t i = 0; i < p->count; i++)
		if (p->descriptors[i].fd >= 0 && p->descriptors[i].number < MAX_DESCRIPTORS)
			dup2(p->descriptors[i].fd, p->descriptors[i].number);
	close_range(MAX_DESCRIPTORS, ~0u, 0);
}

static int terminal_of(const struct program *p)
{
	for (uint32_t i = 0; i < p->count; i++)
		if (p->descriptors[i].kind == KIND_TERMINAL)
			return p->descriptors[i].fd;
	return -1;
}

/* In a session of its own, or in that of a holder, which has the terminal. */
static void join(const struct program *p)
{
	int terminal = terminal_of(p);
	sigset_t output;

	if (leads(p)) {
		setsid();
		if (terminal >= 0)
			ioctl(terminal, TIOCSCTTY, 0);
		return;
	}
	if (setpgid(0, p->group) && setpgid(0, 0))
		_exit(126);
	sigemptyset(&output);
	sigaddset(&output, SIGTTOU);
	sigprocmask(SIG_BLOCK, &output, NULL);
	if (terminal >= 0)
		tcsetpgrp(terminal, getpgrp());
	sigprocmask(SIG_UNBLOCK, &output, NULL);
}

static void be(void *program)
{
	struct program *p = program;
	int error;

	join(p);
	user_process();
	for (uint32_t i = 0; i < p->limit_count; i++) {
		struct rlimit limit;

		memcpy(&limit, p->limits + i * sizeof limit, sizeof limit);
		setrlimit(i, &limit);
	}
	if (setgroups(p->group_count, p->groups) || setgid(p->gid) || setuid(p->uid))
		_exit(126);
	umask(p->mask);
	if (chdir(p->folder) && chdir("/"))
		_exit(126);
	place_descriptors(p);
	if (p->flags & RUN_PINNED)
		signal(SIGMIGRATE, SIG_IGN);
	environ = p->environment;
	execvp(p->words[0], p->words);
	error = errno;
	dprintf(2, "onnode: %s: %s%s\n", p->words[0], strerror(error), in_users_root());
	_exit(error == ENOENT ? 127 : 126);
}

void run_answer(uint32_t token, pid_t pid, const char *reason)
{
	uint32_t head[2];

	put_u32(&head[0], token);
	put_u32(&head[1], pid);
	agent_send(RAN, head, sizeof head, reason, strlen(reason));
}

/* Returns why the program cannot be run, or NULL; then the answer comes, or has come. */
static const char *start(struct program *p)
{
	pid_t child;

	if (make_streams(p))
		return "the node has no pipes or terminals left";
	if (!leads(p))
		return holder_run(p->session, terminal_of(p), p->pid, p->token, be, p) ? "the node has no processes left" : NULL;
	child = clone_as(p->pid);
	if (child == 0)
		be(p);
	if (child < 0)
		return "its pid is taken on that node";
	run_answer(p->token, child, "");
	return NULL;
}

/* u32 token, which the answer repeats, then as read_program has it. */
void run_frame(const unsigned char *payload, uint32_t length)
{
	static struct program p;
	const char *reason;

	memset(&p, 0, sizeof p);
	reason = read_program(&p, payload, length) ? "the description of the program is damaged" : start(&p);
	close_ends(&p);
	if (reason) {
		stream_drop(p.pid);
		run_answer(p.token, 0, reason);
	}
	free(p.words);
	free(p.environment);
}
