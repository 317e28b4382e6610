/*
 * kill(2) of unmodified programs reaches any node. PID 1 puts a filter over itself before it starts the first process for
 * a user, and all of those inherit it: of the calls that send signals, those with a pid or process group of another node
 * are held by the kernel and told to a supervisor process, which has the agent send the signal. All else passes at full
 * speed. A pid of another node may well be here, having moved: then the kernel goes on with the call itself.
 *
 * PID 1 keeps the listening descriptor too: were it closed, the kernel would answer every held call with ENOSYS.
 */
#include "ssi.h"

#include <errno.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <poll.h>
#include <signal.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/syscall.h>
#include <unistd.h>

enum { MAX_HELD = 64, HIGHEST_NODE = (PID_LIMIT >> LOCAL_BITS) - 1, HIGHEST_SIGNAL = 64 };

/* A call that waits for the agent's answer. */
struct held {
	uint64_t id;		/* the kernel's; 0: free */
	struct question question;
};

static struct held held[MAX_HELD];
static int listener = -1;
static pid_t supervisor;

#define LOAD(field, from) BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, field) + (from))
/* How many instructions to pass over when the test holds, and when it does not. */
#define IF(test, value, yes, no) BPF_JUMP(BPF_JMP | test | BPF_K, value, yes, no)
#define END(action) BPF_STMT(BPF_RET | BPF_K, action)

/* PID 1 and its helpers must not wait for the supervisor: their calls, which mean processes here, are never held. */
int kill(pid_t pid, int signal)
{
	return syscall(SYS_kill, OWN_SIGNAL | (uint32_t)pid, signal);
}

/* Returns the descriptor on which the kernel tells of held calls. */
static int install(unsigned node)
{
	struct sock_filter program[] = {
		LOAD(arch, 0),
		IF(BPF_JEQ, AUDIT_ARCH_X86_64, 0, 16),
		LOAD(nr, 0),
		IF(BPF_JEQ, SYS_kill, 4, 0),
		IF(BPF_JEQ, SYS_tkill, 3, 0),
		IF(BPF_JEQ, SYS_tgkill, 2, 0),
		IF(BPF_JEQ, SYS_rt_sigqueueinfo, 1, 0),
		IF(BPF_JEQ, SYS_rt_tgsigqueueinfo, 0, 10),
		LOAD(args[0], 4),
		IF(BPF_JEQ, OWN_SIGNAL >> 32, 8, 0),
		LOAD(args[0], 0),
		IF(BPF_JSET, 0x80000000, 0, 1), /* a negative pid names a process group */
		BPF_STMT(BPF_ALU | BPF_NEG, 0),
		BPF_STMT(BPF_ALU | BPF_RSH | BPF_K, LOCAL_BITS),
		IF(BPF_JEQ, 0, 3, 0),
		IF(BPF_JEQ, node, 2, 0),
		IF(BPF_JGT, HIGHEST_NODE, 1, 0),
		END(SECCOMP_RET_USER_NOTIF),
		END(SECCOMP_RET_ALLOW),
	};
	struct sock_fprog filter = { sizeof program / sizeof *program, program };

	return syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, SECCOMP_FILTER_FLAG_NEW_LISTENER, &filter);
}

/* The caller may have been killed or interrupted meanwhile: then nobody wants the answer. */
static void answer(uint64_t id, int error, int go_on)
{
	struct seccomp_notif_resp response = { .id = id, .error = -error,
		.flags = go_on ? SECCOMP_USER_NOTIF_FLAG_CONTINUE : 0 };

	if (ioctl(listener, SECCOMP_IOCTL_NOTIF_SEND, &response))
		errno = 0;
}

static int is_here(int pid)
{
	char path[32];

	snprintf(path, sizeof path, "/proc/%d", pid);
	return access(path, F_OK) == 0;
}

/* The user for whom a process acts, -1 when it is gone. */
static long effective_user(int pid)
{
	char path[32], text[256];
	long uid = -1;
	FILE *f;

	snprintf(path, sizeof path, "/proc/%d/status", pid);
	f = fopen(path, "re");
	while (f && uid < 0 && fgets(text, sizeof text, f))
		if (sscanf(text, "Uid: %*d %ld", &uid) != 1)
			uid = -1;
	if (f)
		fclose(f);
	return uid;
}

static struct held *free_place(void)
{
	for (int i = 0; i < MAX_HELD; i++)
		if (!held[i].id)
			return &held[i];
	return NULL;
}

static void forward(const struct seccomp_notif *call, int pid, int signal)
{
	char words[4][24];
	struct held *h = free_place();

	snprintf(words[0], sizeof words[0], "%d", pid);
	snprintf(words[1], sizeof words[1], "%d", signal);
	snprintf(words[2], sizeof words[2], "%u", call->pid);
	snprintf(words[3], sizeof words[3], "%ld", effective_user(call->pid));
	if (!h || ask(&h->question, (const char *[]){ "signal", words[0], words[1], words[2], words[3], NULL }))
		answer(call->id, EAGAIN, 0);
	else
		h->id = call->id;
}

static void called(const struct seccomp_notif *call)
{
	const __u64 *arguments = call->data.args;
	int thread = call->data.nr == SYS_tgkill || call->data.nr == SYS_rt_tgsigqueueinfo;
	int pid = arguments[0], signal = arguments[thread ? 2 : 1];

	if ((pid > 0 && is_here(pid)) || (pid < 0 && call->data.nr != SYS_kill))
		answer(call->id, 0, 1);
	else if (signal < 0 || signal > HIGHEST_SIGNAL)
		answer(call->id, EINVAL, 0);
	else
		forward(call, pid, signal);
}

static void receive(void)
{
	struct seccomp_notif call;

	memset(&call, 0, sizeof call);
	if (!ioctl(listener, SECCOMP_IOCTL_NOTIF_RECV, &call))
		called(&call);
}

static void hear(struct held *h)
{
	struct answer_part part;
	int over = ask_receive(&h->question), error = EAGAIN;

	while (ask_part(&h->question, &part))
		if (part.stream == ANSWER_END) {
			error = part.status;
			over = 1;
		}
	if (!over)
		return;
	ask_end(&h->question);
	answer(h->id, error, 0);
	h->id = 0;
}

static void supervise_calls(void)
{
	struct pollfd fds[1 + MAX_HELD];

	keep_only(&listener);
	memset(held, 0, sizeof held);
	for (;;) {
		fds[0] = (struct pollfd){ .fd = listener, .events = POLLIN };
		for (int i = 0; i < MAX_HELD; i++)
			fds[1 + i] = (struct pollfd){ .fd = held[i].id ? held[i].question.fd : -1, .events = POLLIN };
		if (poll(fds, 1 + MAX_HELD, -1) < 0)
			continue;
		for (int i = 0; i < MAX_HELD; i++)
			if (fds[1 + i].revents)
				hear(&held[i]);
		if (fds[0].revents)
			receive();
	}
}

static void start(void)
{
	supervisor = fork();
	if (supervisor == 0)
		supervise_calls();
	if (supervisor < 0)
		warn("cannot start the process that lets signals reach other nodes");
}

void foreign_signals(void)
{
	int node = number("ssi_node", 0);

	if (listener >= 0 || node < 1)
		return;
	listener = install(node);
	if (listener < 0)
		warn("this kernel cannot pass signals on to other nodes (no seccomp user notification)");
	else
		start();
	errno = 0;
}

void foreign_reaped(pid_t pid)
{
	if (pid == supervisor)
		start();
}
