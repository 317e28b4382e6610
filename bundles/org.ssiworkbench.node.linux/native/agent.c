/* Frames about processes between PID 1 and the agent, over pipes of their own. PID 1 never waits for the agent. */
#include "ssi.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <string.h>
#include <unistd.h>

enum { MAX_FRAME = 5 << 20, HEAD = 5, READ_SIZE = 64 << 10 };

static int to_agent = -1, from_agent = -1;
static struct queue out, in;

void agent_pipes(int from, int to)
{
	from_agent = from;
	to_agent = to;
	fcntl(from, F_SETFL, O_NONBLOCK);
	fcntl(to, F_SETFL, O_NONBLOCK);
}

void agent_send(int type, const void *head, size_t head_length, const void *data, size_t length)
{
	unsigned char frame[HEAD] = { type };
	struct iovec parts[] = { { frame, sizeof frame }, { (void *)head, head_length }, { (void *)data, length } };

	put_u32(frame + 1, head_length + length);
	queue_write(&out, to_agent, parts, 3);
}

/* u32 node of the stand-in, u32 pid, message: for the stand-in if that is here, else for the process. */
static void pass_stream(const unsigned char *payload, uint32_t length)
{
	if (length >= 8 && !standin_stream(get_u32(payload + 4), payload + 8, length - 8))
		stream_message(get_u32(payload), get_u32(payload + 4), payload + 8, length - 8);
}

static void dispatch(int type, const unsigned char *payload, uint32_t length)
{
	if (type == CLIENT_REPLY)
		client_frame(payload, length);
	else if (type == NODE_UP)
		node_up();
	else if (type == PROCESS_SIGNAL)
		process_signal(payload, length);
	else if (type == RUN)
		run_frame(payload, length);
	else if (type == STREAM)
		pass_stream(payload, length);
	else if (type == MOVE)
		move_frame(payload, length);
	else
		standin_frame(type, payload, length);
}

static void take_frames(void)
{
	size_t done = 0;

	while (in.length - done >= HEAD) {
		const unsigned char *frame = (unsigned char *)in.data + done;
		uint32_t length = get_u32(frame + 1);

		if (length > MAX_FRAME)
			die("the agent sent a frame of %u bytes", length);
		if (in.length - done < HEAD + length)
			break;
		dispatch(frame[0], frame + HEAD, length);
		done += HEAD + length;
	}
	queue_drop(&in, done);
}

static void receive(void)
{
	ssize_t n = queue_read(&in, from_agent, READ_SIZE);

	if (n > 0) {
		take_frames();
	} else if (n == 0) {
		from_agent = -1;
	}
}

int agent_poll_fill(void *pollfds, int max)
{
	struct pollfd *fds = pollfds;
	int n = 0;

	if (from_agent >= 0 && n < max)
		fds[n++] = (struct pollfd){ .fd = from_agent, .events = POLLIN };
	if (out.length && n < max)
		fds[n++] = (struct pollfd){ .fd = to_agent, .events = POLLOUT };
	return n;
}

void agent_poll_done(const void *pollfds, int count)
{
	const struct pollfd *fds = pollfds;

	for (int i = 0; i < count; i++) {
		if (fds[i].revents && fds[i].fd == from_agent)
			receive();
		else if (fds[i].revents)
			queue_flush(&out, to_agent);
	}
}
