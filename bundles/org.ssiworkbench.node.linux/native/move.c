/*
 * Processes on the move: one mover (mover.c) for each, forked here. What the agent orders goes to it and what it replies
 * to the agent, but for the streams of the process, which PID 1 has: what is to be known of them goes along with the
 * image as a map, and their ends at the target are made here.
 */
#include "image.h"
#include "ssi.h"
#include "stub.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/random.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>

enum { MAX_MOVES = 64, HEAD = 5, FROZEN_HEAD = 32, MAX_ENTRIES = 250, MAX_REPLY = 1 << 20, READ_SIZE = 64 << 10 };

/* Orders and replies of our own, beside the mover's. */
enum { MOVE_MAP = 200, MOVE_END, MOVE_TAKEN };

/* A description of the process that lies outside of it, and the stream it belongs to. The map is an array of these, each followed by its input. */
struct entry {
	uint64_t mark;		/* what comes behind all that the process wrote where it was */
	uint32_t description, home, number, kind, ends, told, length, has_modes;
	struct termios modes;
};

struct move {
	uint32_t token;		/* 0: free */
	pid_t pid;
	int fd;			/* the mover; -1 when it is gone */
	struct queue out, in;
	struct queue map;	/* at the target, once it has come */
	int arrives;		/* this is the target */
	int leaves_nothing;	/* this is the source, and no stand-in stays */
	int stands;		/* its streams stand still */
	int has_map, ready, proceeds, wanted;
	int terminal, terminal_ours;	/* ends of the controlling terminal until they are given */
	char streams[2048];	/* at the source: words for the stand-in */
};

static struct move all[MAX_MOVES];

static void answer(const struct move *m, int type, const void *data, size_t length)
{
	unsigned char head[HEAD];

	put_u32(head, m->token);
	head[4] = type;
	agent_send(MOVED, head, sizeof head, data, length);
}

static void order(struct move *m, int type, const void *data, size_t length)
{
	unsigned char head[HEAD] = { type };
	struct iovec parts[] = { { head, sizeof head }, { (void *)data, length } };

	put_u32(head + 1, length);
	queue_write(&m->out, m->fd, parts, 2);
}

static void close_move(struct move *m)
{
	if (m->fd >= 0)
		close(m->fd);
	if (m->terminal >= 0) {
		close(m->terminal);
		close(m->terminal_ours);
	}
	queue_free(&m->out);
	queue_free(&m->in);
	queue_free(&m->map);
	m->token = 0;
}

static struct move *find(uint32_t token)
{
	for (int i = 0; i < MAX_MOVES; i++)
		if (all[i].token == token)
			return &all[i];
	return NULL;
}

/* When memory runs out, a move comes to nothing rather than the process. */
static void be_first_to_go(void)
{
	int fd = open("/proc/self/oom_score_adj", O_WRONLY | O_CLOEXEC);

	if (fd < 0)
		return;
	if (write(fd, "1000", 4) != 4)
		errno = 0;
	close(fd);
}

static struct move *begin(int type, uint32_t token, pid_t pid)
{
	struct move *m = find(0);
	int ends[2];

	if (!m || socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends))
		return NULL;
	*m = (struct move){ .token = token, .pid = pid, .fd = ends[0], .arrives = type == CMD_RESTORE,
		.terminal = -1, .terminal_ours = -1 };
	services_needed();
	if (fork() == 0) {
		services_wait();
		keep_only(&ends[1]);
		be_first_to_go();
		mover(ends[1], ends[1]);
	}
	close(ends[1]);
	fcntl(m->fd, F_SETFL, O_NONBLOCK);
	return m;
}

static int kind_of(int kind, uint32_t flags)
{
	if (kind == DESC_TTY)
		return KIND_TERMINAL;
	return (flags & O_ACCMODE) == O_RDONLY ? KIND_INPUT : KIND_OUTPUT;
}

static uint64_t get_u64(const unsigned char *at)
{
	return (uint64_t)get_u32(at) << 32 | get_u32(at + 4);
}

/* What put_outside of descriptors.c writes: number, kind, controlling, flags, device, inode, count, descriptors, path. */
struct outside {
	uint32_t number, flags, descriptor;
	int kind, path_length;
	uint64_t device, inode;
	const unsigned char *path;
};

static const unsigned char *read_outside(const unsigned char *at, const unsigned char *end, struct outside *o)
{
	unsigned count;

	if (end - at < 28)
		return NULL;
	o->number = get_u32(at);
	o->kind = at[4];
	o->flags = get_u32(at + 6);
	o->device = get_u64(at + 10);
	o->inode = get_u64(at + 18);
	count = at[26] << 8 | at[27];
	at += 28;
	if ((size_t)(end - at) < 4 * count + 2 || !count)
		return NULL;
	o->descriptor = get_u32(at);
	at += 4 * count;
	o->path_length = at[0] << 8 | at[1];
	o->path = at += 2;
	return end - at < o->path_length ? NULL : at + o->path_length;
}

/* Streams that begin here are numbered by the first descriptor that belongs to them, for the stand-in that stays. */
static void add_own(struct move *m, const struct outside *o, struct entry *e, const struct outside *before, int count)
{
	size_t used = strlen(m->streams);

	e->home = number("ssi_node", 0);
	e->kind = kind_of(o->kind, o->flags);
	e->number = o->descriptor & 0xff;
	for (int i = 0; i < count; i++)
		if (before[i].device == o->device && before[i].inode == o->inode && kind_of(before[i].kind, before[i].flags) == (int)e->kind) {
			e->number = before[i].descriptor & 0xff;
			return;
		}
	snprintf(m->streams + used, sizeof m->streams - used, "%u:%u:%u ", e->number, e->kind, o->descriptor);
}

/* The first that it shares with this node alone, which cannot be passed on when nothing of it stays here. */
static const char *cut_off(const struct move *m, const unsigned char *at, const unsigned char *end)
{
	static char path[128];
	struct stream_state state;
	struct outside o;

	while (m->leaves_nothing && at < end && (at = read_outside(at, end, &o)))
		if (!stream_find(m->pid, o.device, o.inode, &state)) {
			snprintf(path, sizeof path, "%.*s", o.path_length, (const char *)o.path);
			return path;
		}
	return NULL;
}

static void refuse_to_cut(const struct move *m, const char *path)
{
	unsigned char text[256] = { CUT_OFF >> 8, CUT_OFF & 0xff };
	int length = snprintf((char *)text + 2, sizeof text - 2, "it shares %s with others here, and nothing of it would stay to pass on what they say", path);

	answer(m, RE_REFUSED, text, 2 + length);
}

static void map_streams(struct move *m, uint64_t mark, const unsigned char *at, const unsigned char *end)
{
	static struct outside known[MAX_ENTRIES];
	struct queue map = { 0 };

	for (int i = 0; i < MAX_ENTRIES && at < end; i++) {
		struct stream_state state = { 0 };
		struct entry e = { 0 };

		at = read_outside(at, end, &known[i]);
		if (!at)
			break;
		if (stream_find(m->pid, known[i].device, known[i].inode, &state)) {
			e = (struct entry){ .home = state.home, .number = state.number, .kind = state.kind, .ends = state.ends,
				.told = state.told, .length = state.length, .has_modes = state.has_modes, .modes = state.modes };
		} else {
			add_own(m, &known[i], &e, known, i);
		}
		e.description = known[i].number;
		e.mark = mark;
		queue_put(&map, &e, sizeof e);
		queue_put(&map, state.input, state.length);
	}
	answer(m, MOVE_MAP, map.data, map.length);
	queue_free(&map);
}

static void frozen(struct move *m, const unsigned char *payload, uint32_t length)
{
	uint64_t mark = 0;

	while (!mark)
		if (getrandom(&mark, sizeof mark, 0) < 0)
			die("no random number can be had");
	m->stands = 1;
	stream_stop(m->pid, mark);
	map_streams(m, mark, payload + FROZEN_HEAD, payload + length);
}

static void go_on(struct move *m)
{
	if (m->stands)
		stream_go_on(m->pid);
	m->stands = 0;
}

/* The words of the stand-in that the process leaves are ours to say. */
static void commit(struct move *m, const unsigned char *payload, uint32_t length)
{
	unsigned char data[1 + 4096 + sizeof m->streams + 64];
	int n = 1;

	data[0] = length && payload[0] ? COMMIT_STAND_IN : COMMIT_KILL;
	if (data[0] == COMMIT_STAND_IN) {
		standin_expect(m->pid);
		n += sprintf((char *)data + n, "%s", stub_path()) + 1;
		n += sprintf((char *)data + n, "stub") + 1;
		n += sprintf((char *)data + n, "stand-in") + 1;
		n += sprintf((char *)data + n, "%s", m->streams) + 1;
	}
	stream_drop(m->pid);
	m->stands = 0;
	order(m, CMD_COMMIT, data, n);
}

/* A child of the process that executes elsewhere: u32 pid, u32 parent, u32 group. */
static void stand_in(struct move *m, const unsigned char *payload, uint32_t length)
{
	struct queue data = { 0 };

	if (length != 12)
		return;
	standin_expect(get_u32(payload));
	queue_put(&data, payload, length);
	queue_put(&data, stub_path(), strlen(stub_path()) + 1);
	queue_put(&data, "stub\0stand-in", sizeof "stub\0stand-in");
	order(m, CMD_STAND_IN, data.data, data.length);
	queue_free(&data);
}

/* An order with descriptors. The queue before it is short or empty, because the mover waits for this. */
static void give(struct move *m, int type, const void *payload, size_t length, const int *fds, int count)
{
	char control[CMSG_SPACE(MAX_ENTRIES * sizeof(int))] = { 0 };
	unsigned char head[HEAD] = { type };
	struct iovec part = { head, sizeof head };
	struct msghdr message = { .msg_iov = &part, .msg_iovlen = 1 };
	struct cmsghdr *c = (struct cmsghdr *)control;

	put_u32(head + 1, length);
	if (count) {
		message.msg_control = control;
		message.msg_controllen = CMSG_SPACE(count * sizeof(int));
		c->cmsg_level = SOL_SOCKET;
		c->cmsg_type = SCM_RIGHTS;
		c->cmsg_len = CMSG_LEN(count * sizeof(int));
		memcpy(CMSG_DATA(c), fds, count * sizeof(int));
	}
	fcntl(m->fd, F_SETFL, 0);
	queue_flush(&m->out, m->fd);
	if (sendmsg(m->fd, &message, MSG_NOSIGNAL) == sizeof head)
		queue_put(&m->out, payload, length);
	fcntl(m->fd, F_SETFL, O_NONBLOCK);
}

/* The next entry of the map and its input, from an offset on; 0 at the end. */
static int read_entry(const struct queue *map, size_t *at, struct entry *e, const char **input)
{
	if (map->length - *at < sizeof *e)
		return 0;
	memcpy(e, map->data + *at, sizeof *e);
	*at += sizeof *e;
	if (map->length - *at < e->length || e->kind > KIND_TERMINAL)
		return 0;
	*input = map->data + *at;
	*at += e->length;
	return 1;
}

static int is_home(const struct entry *e)
{
	return e->home == (uint32_t)number("ssi_node", 0);
}

/* A process is born with its controlling terminal or never gets it: that is there before all others. */
static void restore(struct move *m, const unsigned char *payload, uint32_t length)
{
	if (length < 5 || !payload[4]) {
		order(m, CMD_RESTORE, payload, 4);
		return;
	}
	m->terminal = stream_ends(KIND_TERMINAL, &m->terminal_ours);
	give(m, CMD_RESTORE, payload, 4, &m->terminal, m->terminal >= 0);
}

static int make_ends(struct move *m, int kind, int *ours)
{
	int theirs = m->terminal;

	if (kind != KIND_TERMINAL || theirs < 0)
		return stream_ends(kind, ours);
	*ours = m->terminal_ours;
	m->terminal = m->terminal_ours = -1;
	return theirs;
}

/* Makes what the process shall have instead of what it had; several descriptions may be one stream. */
static void supply(struct move *m)
{
	struct { uint32_t home, number; int fd; } made[MAX_ENTRIES];
	unsigned char numbers[4 * MAX_ENTRIES];
	int fds[MAX_ENTRIES], count = 0;
	const char *input;
	struct entry e;

	for (size_t at = 0; count < MAX_ENTRIES && read_entry(&m->map, &at, &e, &input); ) {
		int ours, fd = -1;

		if (is_home(&e))
			continue;
		for (int i = 0; i < count; i++)
			if (made[i].home == e.home && made[i].number == e.number)
				fd = made[i].fd;
		if (fd < 0) {
			fd = make_ends(m, e.kind, &ours);
			if (fd < 0 || stream_add(m->pid, e.home, e.number, e.kind, ours, fd))
				break;
			stream_adopt(m->pid, &(struct stream_state){ .home = e.home, .number = e.number, .ends = e.ends, .told = e.told,
				.length = e.length, .input = input });
		}
		made[count].home = e.home;
		made[count].number = e.number;
		made[count].fd = fd;
		fds[count] = fd;
		put_u32(numbers + 4 * count++, e.description);
	}
	give(m, CMD_DESCRIPTORS, numbers, 4 * count, fds, count);
	for (int i = 0; i < count; i++)
		if (fds[i] >= 0) {
			close(fds[i]);
			for (int j = i + 1; j < count; j++)
				if (fds[j] == fds[i])
					fds[j] = -1;
		}
}

/* The mover may take over the stand-in here, if any, when that has written all that it had. */
static void proceed(struct move *m)
{
	if (!m->has_map || !m->ready)
		return;
	if (!m->proceeds) {
		m->proceeds = 1;
		order(m, CMD_PROCEED, NULL, 0);
	}
	if (m->wanted == 1) {
		m->wanted = 2;
		supply(m);
	}
}

void move_home_ready(pid_t pid)
{
	for (int i = 0; i < MAX_MOVES; i++)
		if (all[i].token && all[i].pid == pid && all[i].has_map) {
			all[i].ready = 1;
			proceed(&all[i]);
		}
}

static void take_map(struct move *m, const unsigned char *payload, uint32_t length)
{
	const char *input;
	struct entry e;
	uint64_t mark = 0;

	queue_put(&m->map, payload, length);
	m->has_map = 1;
	for (size_t at = 0; read_entry(&m->map, &at, &e, &input); )
		if (is_home(&e))
			mark = e.mark;
	m->ready = !standin_rest(m->pid, mark);
	answer(m, MOVE_TAKEN, NULL, 0);
	proceed(m);
}

/* The process is home: its terminal gets the modes it had elsewhere, and what it had not read there. */
static void settle_home(struct move *m)
{
	const char *input;
	struct entry e;
	int pidfd = syscall(SYS_pidfd_open, m->pid, 0);

	for (size_t at = 0; read_entry(&m->map, &at, &e, &input); ) {
		int fd = is_home(&e) && e.kind == KIND_TERMINAL ? syscall(SYS_pidfd_getfd, pidfd, e.number, 0) : -1;

		if (fd < 0)
			continue;
		if (e.has_modes)
			tcsetattr(fd, TCSANOW, &e.modes);
		for (uint32_t i = 0; i < e.length; i++)
			ioctl(fd, TIOCSTI, &input[i]);
		close(fd);
	}
	if (pidfd >= 0)
		close(pidfd);
}

static void go(struct move *m)
{
	settle_home(m);
	standin_over(m->pid);
	stream_go_on(m->pid);
	m->arrives = 0;
	order(m, CMD_GO, NULL, 0);
}

static void undo(struct move *m)
{
	stream_drop(m->pid);
	standin_go_on(m->pid);
}

void move_frame(const unsigned char *payload, uint32_t length)
{
	uint32_t token = length >= 9 ? get_u32(payload) : 0;
	struct move *m = token ? find(token) : NULL;
	int type = token ? payload[8] : 0;
	const unsigned char *data = payload + 9;

	if (!token)
		return;
	if (!m && (type == CMD_CHECK || type == CMD_OPEN || type == CMD_RESTORE || type == CMD_STAND_IN))
		m = begin(type, token, get_u32(payload + 4));
	if (m && (type == CMD_CHECK || type == CMD_OPEN))
		m->leaves_nothing = length >= 17 && get_u32(payload + 13) & LEAVES_NOTHING;
	if (!m) {
		answer(&(struct move){ .token = token }, MOVE_END, NULL, 0);
		return;
	}
	length -= 9;
	if (type == MOVE_MAP)
		take_map(m, data, length);
	else if (type == CMD_COMMIT)
		commit(m, data, length);
	else if (type == CMD_STAND_IN)
		stand_in(m, data, length);
	else if (type == CMD_RESTORE)
		restore(m, data, length);
	else if (type == CMD_GO)
		go(m);
	else if (type == MOVE_END)
		close_move(m);
	else
		order(m, type, data, length);
}

static void take_reply(struct move *m, int type, const unsigned char *payload, uint32_t length)
{
	const char *cut = type == RE_MOVABLE ? cut_off(m, payload, payload + length)
			: type == RE_FROZEN && length >= FROZEN_HEAD ? cut_off(m, payload + FROZEN_HEAD, payload + length) : NULL;

	if (cut) {
		refuse_to_cut(m, cut);
		return;
	}
	if (type == RE_FROZEN && length >= FROZEN_HEAD)
		frozen(m, payload, length);
	else if (m->arrives && (type == RE_DISCARDED || type == RE_FAILED))
		undo(m);
	else if (type == RE_ABORTED || type == RE_FAILED)
		go_on(m);
	if (type == RE_WANTED) {
		m->wanted = 1;
		proceed(m);
	} else {
		answer(m, type, payload, length);
	}
}

static void receive(struct move *m)
{
	ssize_t n = queue_read(&m->in, m->fd, READ_SIZE);
	size_t used = 0;

	if (n < 0 && (errno == EAGAIN || errno == EINTR))
		return;
	if (n <= 0) {
		if (m->arrives)
			undo(m);
		go_on(m);
		answer(m, MOVE_END, NULL, 0);
		close_move(m);
		return;
	}
	while (m->in.length - used >= HEAD) {
		const unsigned char *frame = (unsigned char *)m->in.data + used;
		uint32_t length = get_u32(frame + 1);

		if (length > MAX_REPLY || m->in.length - used < HEAD + length)
			break;
		take_reply(m, frame[0], frame + HEAD, length);
		used += HEAD + length;
	}
	queue_drop(&m->in, used);
}

int move_poll_fill(void *pollfds, int max)
{
	struct pollfd *fds = pollfds;
	int n = 0;

	for (int i = 0; i < MAX_MOVES && n < max; i++)
		if (all[i].token)
			fds[n++] = (struct pollfd){ .fd = all[i].fd, .events = POLLIN | (all[i].out.length ? POLLOUT : 0) };
	return n;
}

void move_poll_done(const void *pollfds, int count)
{
	const struct pollfd *fds = pollfds;

	for (int i = 0; i < count; i++)
		for (int j = 0; fds[i].revents && j < MAX_MOVES; j++) {
			struct move *m = &all[j];

			if (!m->token || m->fd != fds[i].fd)
				continue;
			if (fds[i].revents & POLLOUT)
				queue_flush(&m->out, m->fd);
			if (fds[i].revents & ~POLLOUT)
				receive(m);
			break;
		}
}
