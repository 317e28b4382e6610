/* Describes this process to the node where it will go on as another program; run.c there reads it. */
#include "stub.h"
#include "stub-parts.h"

#include <dirent.h>
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <termios.h>
#include <unistd.h>

enum { LIMITS = 16, SIGMIGRATE = 63, MAX_LINK = 4096 };

/* What makes two descriptors one stream. */
struct identity {
	dev_t device;
	ino_t inode;
	int kind;
};

static struct queue description;
static struct identity identities[MAX_STREAMS];
static int streams, pinned;
static char **command;

static void add_u32(uint32_t value)
{
	unsigned char bytes[4];

	put_u32(bytes, value);
	queue_put(&description, bytes, sizeof bytes);
}

static void add_u64(uint64_t value)
{
	add_u32(value >> 32);
	add_u32(value);
}

static void add_text(const char *text)
{
	queue_put(&description, text, strlen(text) + 1);
}

static void add_texts(char **all)
{
	int count = 0;

	while (all[count])
		count++;
	add_u32(count);
	for (int i = 0; i < count; i++)
		add_text(all[i]);
}

static void add_folder(void)
{
	char path[MAX_LINK];

	add_text(getcwd(path, sizeof path) ? path : "/");
}

static void add_limits(void)
{
	add_u32(LIMITS);
	for (int i = 0; i < LIMITS; i++) {
		struct rlimit limit = { RLIM_INFINITY, RLIM_INFINITY };

		getrlimit(i, &limit);
		queue_put(&description, &limit, sizeof limit);
	}
}

static void add_terminal(void)
{
	struct termios modes = { 0 };
	struct winsize size = { 0 };
	int fd = 0;

	while (fd < 3 && tcgetattr(fd, &modes))
		fd++;
	if (fd < 3 && ioctl(fd, TIOCGWINSZ, &size))
		errno = 0;
	add_u32(fd < 3);
	if (fd < 3) {
		queue_put(&description, &modes, sizeof modes);
		queue_put(&description, &size, sizeof size);
	}
}

/* Files that all nodes see alike are opened there by their paths; all else stays here and is read and written from afar. */
static int kind_of(int fd, const struct stat *s, int flags, const char *path)
{
	if (isatty(fd))
		return KIND_TERMINAL;
	if (S_ISCHR(s->st_mode) || S_ISDIR(s->st_mode) || !strncmp(path, "/shared/", 8))
		return KIND_FILE;
	return (flags & O_ACCMODE) == O_RDONLY ? KIND_INPUT : KIND_OUTPUT;
}

static int stream_of(int fd, int kind, const struct stat *s)
{
	struct identity it = { s->st_dev, S_ISCHR(s->st_mode) ? s->st_rdev : s->st_ino, kind };

	for (int i = 0; i < streams; i++)
		if (identities[i].device == it.device && identities[i].inode == it.inode && identities[i].kind == kind)
			return i;
	if (streams == MAX_STREAMS || descriptor_add(streams, kind, fd))
		fail(126, "too many descriptors are open", NULL);
	identities[streams] = it;
	return streams++;
}

static void add_descriptor(int fd, struct queue *to)
{
	char link[32], path[MAX_LINK] = "";
	int flags = fcntl(fd, F_GETFL), kind;
	struct stat s;
	ssize_t n;
	struct queue whole = description;

	snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
	n = readlink(link, path, sizeof path - 1);
	path[n > 0 ? n : 0] = 0;
	if (fstat(fd, &s))
		return;
	kind = kind_of(fd, &s, flags, path);
	description = *to;
	add_u32(kind);
	add_u32(fd);
	add_u32(kind == KIND_FILE ? 0 : stream_of(fd, kind, &s));
	add_u32(flags);
	add_u64(kind == KIND_FILE && S_ISREG(s.st_mode) ? lseek(fd, 0, SEEK_CUR) : 0);
	add_text(path);
	*to = description;
	description = whole;
}

static void add_descriptors(void)
{
	struct queue all = { 0 };
	uint32_t count = 0;

	for (int fd = 0; fd < 256; fd++) {
		int flags = fcntl(fd, F_GETFD);

		if (flags < 0 || (flags & FD_CLOEXEC))
			continue;
		add_descriptor(fd, &all);
		count++;
	}
	add_u32(count);
	queue_put(&description, all.data, all.length);
	queue_free(&all);
}

void describe(int flags, int node, char **words)
{
	mode_t mask = umask(0);

	umask(mask);
	command = words;
	pinned = flags & RUN_PINNED;
	add_u32(node);
	add_u32(flags);
	add_texts(words);
	add_texts(environ);
	add_folder();
	add_u32(mask);
	add_limits();
	add_terminal();
	add_descriptors();
}

void send_description(void)
{
	send_frame(STUB_EXECUTE, description.data, description.length);
	queue_free(&description);
}

/* It is this node that was meant. */
void run_here(void)
{
	sigset_t none;

	terminal_leave();
	sigemptyset(&none);
	sigprocmask(SIG_SETMASK, &none, NULL);
	if (pinned)
		signal(SIGMIGRATE, SIG_IGN);
	execvp(command[0], command);
	fail(errno == ENOENT ? 127 : 126, command[0], strerror(errno));
}
