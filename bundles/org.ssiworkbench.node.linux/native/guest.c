/* PID 1 of a node: makes the machine ready, starts the agent, reaps, and ends the node when the agent ends. */
#include "freeze.h"
#include "ssi.h"

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <linux/sched.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/personality.h>
#include <sys/reboot.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>

enum { MAX_POLL = 1024, MAX_FRAME = 1 << 20, MAX_ARGUMENTS = 128, PATIENCE = 500, FIRST_FROZEN_PID = 1000, REST_MS = 500 };

static pid_t agent;
static int line;
static int commands;

/* sched_setattr(2); "for_us" is not handed down to what we fork. */
static void before_users(int for_us)
{
	struct {
		uint32_t size, policy;
		uint64_t flags;
		int32_t nice;
		uint32_t priority;
		uint64_t deadline[3];
	} first = { .size = 48, .flags = for_us ? SCHED_FLAG_RESET_ON_FORK : 0, .nice = -20 };

	if (syscall(SYS_sched_setattr, 0, &first, 0))
		warn("users' processes may hold up this node's own");
}

void keep_only(int *descriptor)
{
	before_users(0);
	dup2(*descriptor, 3);
	*descriptor = 3;
	close_range(4, ~0u, 0);
}

/* The commands of the single system lie beside this program, where only its owner may look: all see them here. */
static void show_commands(void)
{
	char path[PATH_MAX];

	snprintf(path, sizeof path, "%s", program_invocation_name);
	strcpy(strrchr(path, '/'), "/bin");
	if (mkdir("/run/ssi", 0755) || mkdir(COMMANDS, 0755) || mount(path, COMMANDS, NULL, MS_BIND, NULL))
		die("cannot show the commands in %s", path);
}

static void mounts(void)
{
	private_root();
	mount_or_die("proc", "/proc", MS_NOSUID | MS_NODEV | MS_NOEXEC, NULL);
	mount_or_die("sysfs", "/sys", MS_NOSUID | MS_NODEV | MS_NOEXEC, NULL);
	mount_or_die("devtmpfs", "/dev", MS_NOSUID, "mode=755");
	mkdir("/dev/pts", 0755);
	mkdir("/dev/shm", 01777);
	mount_or_die("devpts", "/dev/pts", MS_NOSUID | MS_NOEXEC, "mode=620,ptmxmode=666");
	mount_or_die("tmpfs", "/dev/shm", MS_NOSUID | MS_NODEV, "mode=1777");
	mount_or_die("tmpfs", "/run", MS_NOSUID | MS_NODEV, "mode=755");
	if (symlink("/proc/self/fd", "/dev/fd"))
		warn("cannot make /dev/fd");
	show_commands();
	errno = 0;
}

static int write_text(const char *path, const char *text)
{
	int fd = open(path, O_WRONLY | O_CLOEXEC);
	int failed = fd < 0 || write(fd, text, strlen(text)) < 0;

	if (fd >= 0)
		close(fd);
	return failed;
}

/*
 * From here on every process has a pid of the node's own range (a thawed agent has its own): the supervisor on the host sees the raised limit work
 * and moves the kernel's cursor. A kernel that can do that by itself is told so.
 */
static void cluster_pids(void)
{
	struct timespec pause = { .tv_nsec = 2 * 1000 * 1000 };
	int base = pid_base(number("ssi_node", 0));
	char text[16];
	int pid, threads;

	snprintf(text, sizeof text, "%d", PID_LIMIT);
	if (!base || write_text("/proc/sys/kernel/pid_max", text))
		return;
	snprintf(text, sizeof text, "%d", base);
	write_text("/proc/sys/kernel/ns_last_pid", text);
	for (int i = 0; i < PATIENCE; i++) {
		pid = last_pid(&threads);
		if (pid >= base && pid < base + LOCAL_PIDS) {
			errno = 0;
			return;
		}
		nanosleep(&pause, NULL);
	}
	errno = 0;
	warn("pids of this node are not of its own range: the host cannot reach this kernel's pid allocator");
}

static int open_line(void)
{
	struct termios mode;
	int fd = open("/dev/ttyS0", O_RDWR | O_NOCTTY | O_CLOEXEC);

	if (fd < 0)
		die("cannot open the control line /dev/ttyS0");
	tcgetattr(fd, &mode);
	cfmakeraw(&mode);
	tcsetattr(fd, TCSANOW, &mode);
	return fd;
}

/* One word a line: first NAME=value words for the agent's environment, then the command and its arguments. */
static char **read_arguments(const char *path)
{
	static char *arguments[MAX_ARGUMENTS + 1];
	FILE *f = fopen(path, "re");
	char *text = NULL;
	size_t room = 0;
	int n = 0;

	if (!f)
		die("cannot read the agent's command from %s", path);
	while (n < MAX_ARGUMENTS && getline(&text, &room, f) > 0) {
		text[strcspn(text, "\n")] = 0;
		arguments[n++] = strdup(text);
	}
	fclose(f);
	if (!n)
		die("%s names no agent", path);
	return arguments;
}

/* The agent's descriptors: 0 and 1 the control line, 2 the console; from and to PID 1: 3 and 4 commands, 5 and 6 processes. */
static void run_agent(char **arguments, const int ends[4], int thawed)
{
	sigset_t none;

	before_users(0);
	setsid();
	dup2(line, 0);
	dup2(1, 2);
	dup2(line, 1);
	for (int i = 0; i < 4; i++)
		dup2(ends[i], 3 + i);
	if (thawed)
		thaw_agent();
	if (setting("ssi_freeze", NULL))
		personality(ADDR_NO_RANDOMIZE);
	sigemptyset(&none);
	sigprocmask(SIG_SETMASK, &none, NULL);
	clearenv();
	setenv("PATH", "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin", 1);
	setenv("HOME", "/root", 1);
	setenv("LANG", "C.UTF-8", 1);
	while (arguments[0] && arguments[0][0] != '/' && strchr(arguments[0], '='))
		putenv(*arguments++);
	if (!arguments[0])
		_exit(1);
	execv(arguments[0], arguments);
	fprintf(stderr, "ssi-init: cannot run the agent %s: %s\n", arguments[0], strerror(errno));
	_exit(1);
}

/* Answers the agent's HELLO: what it has to add to its clock to get the cluster's. */
static void tell_clock(void)
{
	char frame[5 + 32] = { AGENT_HELLO };
	int length = snprintf(frame + 5, sizeof frame - 5, "%lld", (long long)cluster_offset());

	frame[4] = length;
	write_all(commands, frame, 5 + length);
}

/* Process ids that no guest has used by the time when it thaws its agent. */
static void pass_low_pids(void)
{
	pid_t pid;

	do {
		pid = fork();
		if (!pid)
			_exit(0);
		waitpid(pid, NULL, 0);
	} while (pid > 0 && pid < FIRST_FROZEN_PID);
}

/* A place on the host for the image that the agent is to leave. */
static void prepare_freezing(const char *folder)
{
	mkdir("/run/frozen", 0755);
	if (mount("none", "/run/frozen", "hostfs", 0, folder))
		die("cannot mount %s for the agent's image", folder);
	pass_low_pids();
}

/* The agent stands ready. Either it is told the time and goes on, or it is frozen when all its threads have come to rest. */
static void agent_ready(void)
{
	if (!setting("ssi_freeze", NULL)) {
		tell_clock();
		return;
	}
	usleep(REST_MS * 1000);
	kill(agent, FROZEN_SIGNAL);
}

static int start_agent(void)
{
	char **arguments = read_arguments(setting("ssi_agent", "/etc/ssi-agent"));
	int down[2], up[2], process_down[2], process_up[2], thawed = 1;

	/* Descriptors above 6, so that the agent's own can be put in place without collision. */
	while (open("/dev/null", O_RDONLY | O_CLOEXEC) < 6)
		;
	if (pipe2(down, O_CLOEXEC) || pipe2(up, O_CLOEXEC) || pipe2(process_down, O_CLOEXEC) || pipe2(process_up, O_CLOEXEC))
		die("cannot make the agent's pipes");
	agent = thaw_fork();
	if (agent < 0) {
		thawed = 0;
		cluster_pids();
		agent = fork();
	}
	if (agent < 0)
		die("cannot fork the agent");
	if (agent == 0)
		run_agent(arguments, (int[]){ down[0], up[1], process_down[0], process_up[1] }, thawed);
	close(down[0]);
	close(up[1]);
	close(process_down[0]);
	close(process_up[1]);
	commands = down[1];
	exec_agent(commands);
	agent_pipes(process_up[0], process_down[1]);
	client_listen();
	standin_listen();
	if (thawed) {
		tell_clock();
		cluster_pids();
	}
	return up[0];
}

/* The agent's end is the node's end, at once; only what it said last is let out. */
static void power_off(void)
{
	alarm(1);
	tcdrain(line);
	reboot(RB_POWER_OFF);
}

static void reap(void)
{
	pid_t pid;
	int status;

	while ((pid = waitpid(-1, &status, WNOHANG | WUNTRACED | WCONTINUED)) > 0) {
		int ended = WIFEXITED(status) || WIFSIGNALED(status);

		if (ended && pid == agent)
			power_off();
		if (ended) {
			foreign_reaped(pid);
			exec_reaped(pid, status);
		}
		process_changed(pid, status);
	}
}

/* Whole frames only; the agent writes them whole. */
static void read_frame(int fd)
{
	static unsigned char payload[MAX_FRAME];
	unsigned char head[5];
	uint32_t length, got = 0;
	ssize_t n = read(fd, head, sizeof head);

	while (n > 0 && n < (ssize_t)sizeof head) {
		ssize_t more = read(fd, head + n, sizeof head - n);
		n = more > 0 ? n + more : -1;
	}
	if (n <= 0)
		return;
	memcpy(&length, head + 1, sizeof length);
	length = ntohl(length);
	if (length > MAX_FRAME)
		die("the agent sent a frame of %u bytes", length);
	while (got < length) {
		n = read(fd, payload + got, length - got);
		if (n <= 0)
			return;
		got += n;
	}
	if (head[0] == AGENT_HELLO)
		agent_ready();
	else
		exec_frame(head[0], payload, length);
}

static void wake(int signal)
{
	(void)signal;
}

/* What else PID 1 waits for. */
static const struct part {
	int (*fill)(void *pollfds, int max);
	void (*done)(const void *pollfds, int count);
} parts[] = {
	{ exec_poll_fill, exec_poll_done },
	{ agent_poll_fill, agent_poll_done },
	{ client_poll_fill, client_poll_done },
	{ standin_poll_fill, standin_poll_done },
	{ holder_poll_fill, holder_poll_done },
	{ stream_poll_fill, stream_poll_done },
	{ move_poll_fill, move_poll_done },
};

enum { PARTS = sizeof parts / sizeof *parts };

static void serve(int from_agent, const sigset_t *open_mask)
{
	static struct pollfd fds[MAX_POLL];
	struct timespec look;

	for (;;) {
		int counts[PARTS], count = 1;

		reap();
		services_look();
		look.tv_sec = 0;
		look.tv_nsec = watch_look() * 1000000L;
		fds[0] = (struct pollfd){ .fd = from_agent, .events = POLLIN };
		for (int i = 0; i < PARTS; i++)
			count += counts[i] = parts[i].fill(fds + count, MAX_POLL - count);
		if (ppoll(fds, count, &look, open_mask) < 0)
			continue;
		for (int i = 0, at = 1; i < PARTS; at += counts[i++])
			parts[i].done(fds + at, counts[i]);
		if (fds[0].revents & POLLIN)
			read_frame(from_agent);
		else if (fds[0].revents)
			from_agent = -1;
	}
}

int guest(void)
{
	const char *mode = setting("ssi_mode", NULL);
	const char *name = setting("ssi_name", "node");
	struct sigaction action = { .sa_handler = wake };
	sigset_t blocked, before;
	int from_agent;

	if (mode)
		bench(mode);
	signal(SIGPIPE, SIG_IGN);
	sigaction(SIGALRM, &action, NULL);
	sigaction(SIGCHLD, &action, NULL);
	sigemptyset(&blocked);
	sigaddset(&blocked, SIGCHLD);
	sigprocmask(SIG_BLOCK, &blocked, &before);
	before_users(1);
	sethostname(name, strlen(name));
	mounts();
	line = open_line();
	network_up();
	if (setting("ssi_freeze", NULL))
		prepare_freezing(setting("ssi_freeze", NULL));
	from_agent = start_agent();
	errno = 0;
	serve(from_agent, &before);
	for (;;)
		pause();
}
