/*
 * Runs one node in a session of its own and ends all its processes when the controller goes, even by kill -9: the
 * controller holds the writing end of our standard input, and its loss shows as a hang-up. SIGTERM kills the node.
 */
#include "ssi.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/personality.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

enum { PATIENCE = 1000, CONTROL = 3 };

static volatile pid_t node;

static void kill_node(int signal)
{
	(void)signal;
	if (node > 0)
		kill(-node, SIGKILL);
}

static void wake(int signal)
{
	(void)signal;
}

static void on(int signal, void (*handler)(int))
{
	struct sigaction action = { .sa_handler = handler };

	sigaction(signal, &action, NULL);
}

/* Start time in clock ticks after boot, which tells a process from a later one with the same id. */
static unsigned long long start_time(pid_t pid)
{
	char path[64], text[1024];
	unsigned long long ticks = 0;
	char *at;
	int fd, n, field;

	snprintf(path, sizeof path, "/proc/%d/stat", pid);
	fd = open(path, O_RDONLY | O_CLOEXEC);
	n = fd < 0 ? 0 : read(fd, text, sizeof text - 1);
	if (fd >= 0)
		close(fd);
	if (n <= 0)
		return 0;
	text[n] = 0;
	at = strrchr(text, ')');
	for (field = 2; at && field < 22; field++)
		at = strchr(at + 1, ' ');
	if (at)
		ticks = strtoull(at + 1, NULL, 10);
	return ticks;
}

/* Written before the kernel runs, so that the next start of the controller finds whatever may be left. */
static void record(const char *path)
{
	FILE *f = fopen(path, "we");

	if (!f)
		die("cannot write %s", path);
	fprintf(f, "%d %llu\n", getpid(), start_time(getpid()));
	fclose(f);
}

/* The kernel's command line plus the counter's relation to the host's clock, as fresh as can be. */
static char **with_clock(int argc, char **argv, struct moment reference)
{
	char **all = calloc(argc + 4, sizeof *all);
	struct moment m = now(20);
	double ghz = m.mono > reference.mono ? (double)(m.tsc - reference.tsc) / (m.mono - reference.mono) : 0;

	memcpy(all, argv, argc * sizeof *all);
	if (asprintf(&all[argc], "ssi_tsc=%llu", (unsigned long long)m.tsc) < 0
			|| asprintf(&all[argc + 1], "ssi_mono=%lld", (long long)m.mono) < 0
			|| asprintf(&all[argc + 2], "ssi_tsc_ghz=%.9f", ghz) < 0)
		die("out of memory");
	return all;
}

/*
 * A kernel and its user processes hand over to each other at each fault and system call, which is far cheaper on one
 * processor than between two: each node stays on one, the nodes in turn.
 */
static void settle(int place)
{
	cpu_set_t allowed, one;
	int count, cpu;

	if (place < 0 || sched_getaffinity(0, sizeof allowed, &allowed))
		return;
	count = CPU_COUNT(&allowed);
	place = count ? place % count : 0;
	for (cpu = 0; cpu < CPU_SETSIZE; cpu++)
		if (CPU_ISSET(cpu, &allowed) && place-- == 0) {
			CPU_ZERO(&one);
			CPU_SET(cpu, &one);
			sched_setaffinity(0, sizeof one, &one);
			return;
		}
}

static void run(const char *path, int place, char **argv, int argc, struct moment reference)
{
	pid_t parent = getppid();

	prctl(PR_SET_PDEATHSIG, SIGKILL);
	if (getppid() != parent)
		_exit(1);
	setsid();
	on(SIGTERM, SIG_DFL);
	record(path);
	settle(place);
	/* Randomized addresses leave a gap that costs the guest memory. */
	personality(ADDR_NO_RANDOMIZE);
	execv(argv[0], with_clock(argc, argv, reference));
	die("cannot run %s", argv[0]);
}

/* Helpers of the kernel that outlive it come to us, the subreaper. */
static int reap(int *status)
{
	int one, ended = 0;
	pid_t pid;

	while ((pid = waitpid(-1, &one, WNOHANG)) > 0)
		if (pid == node) {
			*status = one;
			ended = 1;
		}
	return ended;
}

/* What was killed takes a moment to be gone, and our end says that nothing is left. */
static void await_rest(void)
{
	for (int ms = 0; ms < PATIENCE && waitpid(-1, NULL, WNOHANG) >= 0; ms++)
		usleep(1000);
}

/*
 * The control line comes as standard error, where whatever a kernel says there itself would be between the frames. So it is passed
 * on by another number, and what is said on standard error goes to the console.
 */
static void keep_control_line_clean(void)
{
	if (dup2(STDERR_FILENO, CONTROL) < 0 || dup2(STDOUT_FILENO, STDERR_FILENO) < 0)
		die("cannot pass on the control line");
}

static int node_number(char **words)
{
	static const char key[] = "ssi_node=";

	for (; *words; words++)
		if (!strncmp(*words, key, sizeof key - 1))
			return atoi(*words + sizeof key - 1);
	return 0;
}

int supervise(int argc, char **argv)
{
	struct moment reference = { strtoull(argv[1], NULL, 10), atoll(argv[2]), 0 };
	struct pollfd controller = { .fd = STDIN_FILENO, .events = 0 };
	struct timespec pause = { .tv_nsec = 0 };
	sigset_t waiting, before;
	int status = 0;

	keep_control_line_clean();
	setsid();
	prctl(PR_SET_CHILD_SUBREAPER, 1);
	sigemptyset(&waiting);
	sigaddset(&waiting, SIGCHLD);
	sigprocmask(SIG_BLOCK, &waiting, &before);
	on(SIGCHLD, wake);
	on(SIGTERM, kill_node);
	on(SIGINT, SIG_IGN);
	node = fork();
	if (node < 0)
		die("cannot fork");
	if (node == 0) {
		sigprocmask(SIG_SETMASK, &before, NULL);
		run(argv[0], atoi(argv[3]), argv + 5, argc - 5, reference);
	}
	cursor_find(argv[5], node_number(argv + 5));
	while (!reap(&status)) {
		pause.tv_nsec = cursor_keep(node) * 1000000L;
		if (ppoll(&controller, 1, &pause, &before) > 0) {
			kill_node(0);
			controller.fd = -1;
		}
	}
	kill_node(0);
	await_rest();
	unlink(argv[0]);
	return WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
}
