/* What this node knows of processes on other nodes. The agent is asked when somebody looks, at most every half second. */
#include "proc.h"
#include "ssi.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { FRESH_MS = 500, PATIENCE_MS = 1000, COLUMNS = 17 };

#define NANOS_PER_TICK 10000000LL

static struct remote *list;
static int count, room;
static int own_node;
static long long clock_offset, asked = -FRESH_MS;
static int waiting;
static struct question question;
static struct queue text;

static long long now_ms(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return t.tv_sec * 1000LL + t.tv_nsec / 1000000;
}

void list_begin(int node, long long offset)
{
	own_node = node;
	clock_offset = offset;
}

int list_foreign(int pid)
{
	return pid >> LOCAL_BITS && pid >> LOCAL_BITS != own_node;
}

/* The first that is not before a pid. */
static int place(int pid)
{
	int low = 0, high = count;

	while (low < high) {
		int middle = (low + high) / 2;

		if (list[middle].pid < pid)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

const struct remote *list_find(int pid)
{
	int at = place(pid);

	return at < count && list[at].pid == pid ? &list[at] : NULL;
}

const struct remote *list_after(int pid)
{
	int at = place(pid + 1);

	return at < count ? &list[at] : NULL;
}

/* As stat(2) and /proc/PID/stat number terminals, by the name that ps shows. */
static int terminal(const char *name)
{
	int number;

	if (sscanf(name, "pts/%d", &number) == 1)
		return 136 << 8 | (number & 0xff) | (number & 0xfff00) << 12;
	return sscanf(name, "tty%d", &number) == 1 ? 4 << 8 | number : 0;
}

static void copy(char *to, size_t size, const char *from)
{
	snprintf(to, size, "%s", from);
}

/* A line of ssi-ps --machine; see docs/commands.md. */
static void add(char *line)
{
	char *column[COLUMNS];
	struct remote *p;

	for (int i = 0; i < COLUMNS; i++)
		if (!(column[i] = strsep(&line, "\t")))
			return;
	if (atoi(column[1]) == own_node)
		return;
	if (count == room) {
		room = room * 2 + 64;
		list = realloc(list, room * sizeof *list);
		if (!list)
			abort();
	}
	p = &list[count++];
	*p = (struct remote){ .pid = atoi(column[0]), .node = atoi(column[1]), .parent = atoi(column[3]), .group = atoi(column[4]),
		.session = atoi(column[5]), .uid = strtoul(column[6], NULL, 10), .state = column[7][0],
		.user = atoll(column[9]) / NANOS_PER_TICK, .system = atoll(column[10]) / NANOS_PER_TICK,
		.start = (atoll(column[11]) - clock_offset) / NANOS_PER_TICK, .resident = atoll(column[12]),
		.virtual = atoll(column[13]), .terminal = terminal(column[14]) };
	if (p->start < 0)
		p->start = 0;
	copy(p->command, sizeof p->command, column[15]);
	copy(p->arguments, sizeof p->arguments, column[16]);
}

static void take(void)
{
	char *line, *rest;

	queue_put(&text, "", 1);
	rest = text.data;
	count = 0;
	while ((line = strsep(&rest, "\n")))
		add(line);
}

static void stop(void)
{
	ask_end(&question);
	queue_free(&text);
	waiting = 0;
}

int list_fresh(void)
{
	if (!waiting && now_ms() - asked >= FRESH_MS) {
		asked = now_ms();
		waiting = !ask(&question, (const char *[]){ "ssi-ps", "--machine", NULL });
	}
	return !waiting;
}

int list_descriptor(void)
{
	return waiting ? question.fd : -1;
}

int list_patience(void)
{
	long long left = asked + PATIENCE_MS - now_ms();

	return !waiting ? -1 : left > 0 ? left : 0;
}

void list_give_up(void)
{
	if (waiting)
		stop();
}

int list_receive(void)
{
	struct answer_part part;
	int over = ask_receive(&question);

	while (ask_part(&question, &part)) {
		if (part.stream == ANSWER_OUT)
			queue_put(&text, part.data, part.length);
		if (part.stream == ANSWER_END) {
			take();
			over = 1;
		}
	}
	if (over)
		stop();
	return !waiting;
}
