/*
 * The moving demonstration of the SSI/UML HOWTO, an ordinary program: prints a record, which is a line of a file, each
 * second. The keys 1 to 9 move it to that node, Enter moves it at random until a key is pressed, q ends it.
 */
#include <errno.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>

enum { MAX_NODES = 128, MS = 1000 };

static struct termios before;
static int roams;

static void restore(void)
{
	tcsetattr(STDIN_FILENO, TCSADRAIN, &before);
}

static void keys_at_once(void)
{
	struct termios modes;

	if (tcgetattr(STDIN_FILENO, &before))
		return;
	atexit(restore);
	modes = before;
	modes.c_lflag &= ~(ICANON | ECHO);
	tcsetattr(STDIN_FILENO, TCSADRAIN, &modes);
}

/* All nodes' clocks of the day are the host's. */
static long long now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_REALTIME, &t);
	return t.tv_sec * 1000LL + t.tv_nsec / 1000000;
}

/* Nobody waits for the command: it is init's child, so that nothing of us stays behind. */
static void move(int node)
{
	char number[16], self[16];
	pid_t child = fork();

	if (child == 0) {
		snprintf(number, sizeof number, "%d", node);
		snprintf(self, sizeof self, "%d", getppid());
		if (fork() == 0) {
			execlp("migrate", "migrate", number, self, NULL);
			fprintf(stderr, "dbdemo: cannot run migrate: %s\n", strerror(errno));
		}
		_exit(0);
	}
	while (child > 0 && waitpid(child, NULL, 0) < 0 && errno == EINTR)
		;
}

/* One of the nodes that are UP, but not this one; 0 if there is none. */
static int other_node(void)
{
	int nodes[MAX_NODES], count = 0, node, own = 0;
	FILE *f = popen("clusternode_num; cluster", "r");

	if (!f || fscanf(f, "%d", &own) != 1)
		own = 0;
	while (f && count < MAX_NODES && fscanf(f, "%d", &node) == 1)
		if (node != own)
			nodes[count++] = node;
	if (f)
		pclose(f);
	return count ? nodes[rand() % count] : 0;
}

static void roam(void)
{
	int node = other_node();

	if (node)
		move(node);
}

static void key(void)
{
	char c;

	if (read(STDIN_FILENO, &c, 1) != 1 || c == 'q')
		exit(0);
	roams = !roams && c == '\n';
	if (c >= '1' && c <= '9')
		move(c - '0');
}

/* Until the next record is due. */
static void wait_for_keys(long long until)
{
	struct pollfd input = { .fd = STDIN_FILENO, .events = POLLIN };
	long long left;

	while ((left = until - now()) > 0)
		if (poll(&input, 1, left < MS ? left : MS) > 0)
			key();
}

int main(int argc, char **argv)
{
	char record[256];
	long long due;
	FILE *file;

	if (argc != 2) {
		fprintf(stderr, "usage: dbdemo FILE\n");
		return 2;
	}
	file = fopen(argv[1], "r");
	if (!file) {
		fprintf(stderr, "dbdemo: cannot open %s: %s\n", argv[1], strerror(errno));
		return 1;
	}
	srand(getpid());
	keys_at_once();
	for (due = now() + MS; fgets(record, sizeof record, file); due += MS) {
		fputs(record, stdout);
		fflush(stdout);
		if (roams)
			roam();
		wait_for_keys(due);
	}
	return 0;
}
