/*
 * The commands of the single system, one program under many names: it sends its words to the agent by way of PID 1 and
 * prints what comes back. What a command means is the agent's business; here are only those that start another program.
 */
#include "ask.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

enum { MAX_NODES = 128, MAX_WORDS = 4096, PINNED = 1, LOCAL_VIEW = 2, USAGE = 2, CANNOT_RUN = 126 };

static const char *name;

static void fail(int status, const char *format, ...) __attribute__((noreturn, format(printf, 2, 3)));

static void fail(int status, const char *format, ...)
{
	va_list arguments;

	fprintf(stderr, "%s: ", name);
	va_start(arguments, format);
	vfprintf(stderr, format, arguments);
	va_end(arguments);
	fputc('\n', stderr);
	exit(status);
}

/* Copies an answer's streams to ours, or its text to `text` if that is not NULL; returns the status at its end. */
static int answer(struct question *q, char *text, size_t room)
{
	struct answer_part part;
	size_t used = 0;

	for (;;) {
		while (!ask_part(q, &part))
			if (ask_receive(q))
				fail(1, "the node broke off");
		if (part.stream == ANSWER_END) {
			ask_end(q);
			return part.status;
		}
		if (!text || part.stream == ANSWER_ERR) {
			fwrite(part.data, 1, part.length, part.stream == ANSWER_ERR ? stderr : stdout);
		} else if (used + part.length < room) {
			memcpy(text + used, part.data, part.length);
			used += part.length;
			text[used] = 0;
		}
	}
}

static void send_words(struct question *q, const char *const *words)
{
	if (ask(q, words))
		fail(1, "the node does not answer at " ASK_SOCKET ": %s", strerror(errno));
}

/* The answer's text; ends the program when the node refuses. */
static void text_of(const char *const *words, char *text, size_t room)
{
	struct question q;
	int status;

	*text = 0;
	send_words(&q, words);
	status = answer(&q, text, room);
	if (status)
		exit(status);
}

/* Becomes the stub, which lets the command run on the node under this process's pid. */
static void become_stub(int flags, const char *node, char **command)
{
	char stub[4096], digits[12], *words[5 + MAX_WORDS] = { "stub", "onnode", digits, (char *)node };
	ssize_t n = readlink("/proc/self/exe", stub, sizeof stub - 8);
	int count = 4;

	for (; *command && count < MAX_WORDS; command++)
		words[count++] = *command;
	if (n < 0)
		fail(CANNOT_RUN, "cannot find the node's programs: %s", strerror(errno));
	stub[n] = 0;
	strcpy(strrchr(stub, '/'), "/stub");
	snprintf(digits, sizeof digits, "%d", flags);
	execv(stub, words);
	fail(CANNOT_RUN, "cannot run %s: %s", stub, strerror(errno));
}

static int options(int argc, char **argv, const char *usage)
{
	int flags = 0, option;

	while ((option = getopt(argc, argv, "+lp")) >= 0)
		if (option == 'l')
			flags |= LOCAL_VIEW;
		else if (option == 'p')
			flags |= PINNED;
		else
			fail(USAGE, "usage: %s", usage);
	return flags;
}

static int onnode(int argc, char **argv)
{
	int flags = options(argc, argv, "onnode [-l] [-p] NODE COMMAND...");

	if (argc - optind < 2)
		fail(USAGE, "usage: onnode [-l] [-p] NODE COMMAND...");
	become_stub(flags, argv[optind], argv + optind + 1);
	return CANNOT_RUN;
}

/* Runs the command on the node that has most to spare. */
static int fast(int argc, char **argv)
{
	int flags = options(argc, argv, "fast [-l] [-p] COMMAND...");
	char node[16];

	if (optind == argc)
		fail(USAGE, "usage: fast [-l] [-p] COMMAND...");
	text_of((const char *[]){ "fastnode", NULL }, node, sizeof node);
	node[strcspn(node, "\n")] = 0;
	become_stub(flags, node, argv + optind);
	return CANNOT_RUN;
}

static int exit_status(int status)
{
	return WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
}

/* One node after the other; the last failure is the status. */
static int onall(int argc, char **argv)
{
	int flags = options(argc, argv, "onall [-l] [-p] COMMAND..."), result = 0;
	char nodes[8 * MAX_NODES];

	if (optind == argc)
		fail(USAGE, "usage: onall [-l] [-p] COMMAND...");
	text_of((const char *[]){ "cluster", "-m", NULL }, nodes, sizeof nodes);
	for (char *node = strtok(nodes, " \n"); node; node = strtok(NULL, " \n")) {
		int status;
		pid_t child = fork();

		if (child == 0)
			become_stub(flags, node, argv + optind);
		if (child < 0 || waitpid(child, &status, 0) < 0)
			fail(CANNOT_RUN, "cannot start a process: %s", strerror(errno));
		if (status)
			result = exit_status(status);
	}
	return result;
}

int main(int argc, char **argv)
{
	const char *slash = strrchr(argv[0], '/');
	struct question q;

	name = slash ? slash + 1 : argv[0];
	if (!strcmp(name, "onnode"))
		return onnode(argc, argv);
	if (!strcmp(name, "onall"))
		return onall(argc, argv);
	if (!strcmp(name, "fast"))
		return fast(argc, argv);
	argv[0] = (char *)name;
	send_words(&q, (const char *const *)argv);
	return answer(&q, NULL, 0);
}
