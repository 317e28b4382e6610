/*
 * The commands of the single system, one program under many names: it sends its words to the agent by way of PID 1 and
 * prints what comes back. What a command means is the agent's business; here are only those that start another program.
 */
#include <arpa/inet.h>
#include <errno.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

enum { CLIENT_REQUEST = 32, CLIENT_REPLY = 33, HEAD = 5, REPLY_HEAD = 5, MAX_REQUEST = 64 << 10, MAX_NODES = 128 };
enum { PINNED = 1, LOCAL_VIEW = 2, USAGE = 2, CANNOT_RUN = 126 };

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

static int connect_agent(void)
{
	struct sockaddr_un at = { .sun_family = AF_UNIX, .sun_path = "/run/ssi/socket" };
	int s = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);

	if (s < 0 || connect(s, (struct sockaddr *)&at, sizeof at))
		fail(1, "the node does not answer at %s: %s", at.sun_path, strerror(errno));
	return s;
}

static void send_words(int s, const char *verb, char **words)
{
	static char frame[HEAD + MAX_REQUEST] = { CLIENT_REQUEST };
	size_t length = strlen(verb) + 1;
	uint32_t size;

	memcpy(frame + HEAD, verb, length);
	for (; *words; words++) {
		size_t n = strlen(*words) + 1;
		if (length + n > MAX_REQUEST)
			fail(1, "the command line is too long");
		memcpy(frame + HEAD + length, *words, n);
		length += n;
	}
	size = htonl(length);
	memcpy(frame + 1, &size, sizeof size);
	if (send(s, frame, HEAD + length, MSG_NOSIGNAL) != (ssize_t)(HEAD + length))
		fail(1, "the node took no request: %s", strerror(errno));
}

static void take(FILE *from, void *to, size_t length)
{
	if (length && fread(to, 1, length, from) != length)
		fail(1, "the node broke off");
}

/* Copies the answer's streams to ours, or to `text` when that is asked for; returns the status at its end. */
static int answer(int s, char *text, size_t room)
{
	FILE *from = fdopen(s, "r");
	unsigned char head[HEAD + REPLY_HEAD];
	uint32_t length, status;
	size_t used = 0;

	for (;;) {
		char *data;

		take(from, head, sizeof head);
		memcpy(&length, head + 1, sizeof length);
		memcpy(&status, head + HEAD, sizeof status);
		length = ntohl(length) - REPLY_HEAD;
		data = malloc(length + 1);
		if (!data)
			fail(1, "out of memory");
		take(from, data, length);
		if (text && head[9] == 1 && used + length < room) {
			memcpy(text + used, data, length);
			used += length;
			text[used] = 0;
		} else if (head[9]) {
			fwrite(data, 1, length, head[9] == 2 ? stderr : stdout);
		}
		free(data);
		if (!head[9]) {
			fclose(from);
			return ntohl(status);
		}
	}
}

static int request(const char *verb, char **words)
{
	int s = connect_agent();

	send_words(s, verb, words);
	return answer(s, NULL, 0);
}

/* The answer's text; ends the program when the node refuses. */
static void ask(const char *verb, char **words, char *text, size_t room)
{
	int s = connect_agent(), status;

	*text = 0;
	send_words(s, verb, words);
	status = answer(s, text, room);
	if (status)
		exit(status);
}

/* Becomes the stub, which lets the command run on the node under this process's pid. */
static void become_stub(int flags, const char *node, char **command)
{
	char stub[4096], digits[12], *words[5 + 4096] = { "stub", "onnode", digits, (char *)node };
	ssize_t n = readlink("/proc/self/exe", stub, sizeof stub - 8);
	int count = 4;

	for (; *command && count < 4096; command++)
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
	char node[16], *none[] = { NULL };

	if (optind == argc)
		fail(USAGE, "usage: fast [-l] [-p] COMMAND...");
	ask("fastnode", none, node, sizeof node);
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
	char nodes[8 * MAX_NODES], *up[] = { "-m", NULL };

	if (optind == argc)
		fail(USAGE, "usage: onall [-l] [-p] COMMAND...");
	ask("cluster", up, nodes, sizeof nodes);
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

/* A shell whose descendants may be moved to where there is less load. */
static int bash_ll(char **argv)
{
	char *self[] = { "-p", "self", "on", NULL };
	int status = request("loadlevel", self);

	if (status)
		return status;
	argv[0] = "bash";
	execvp("bash", argv);
	fail(CANNOT_RUN, "cannot run bash: %s", strerror(errno));
}

int main(int argc, char **argv)
{
	const char *slash = strrchr(argv[0], '/');

	name = slash ? slash + 1 : argv[0];
	if (!strcmp(name, "onnode"))
		return onnode(argc, argv);
	if (!strcmp(name, "onall"))
		return onall(argc, argv);
	if (!strcmp(name, "fast"))
		return fast(argc, argv);
	if (!strcmp(name, "bash-ll"))
		return bash_ll(argv);
	return request(name, argv + 1);
}
