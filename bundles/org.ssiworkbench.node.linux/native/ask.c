/* See ask.h. */
#include "ask.h"

#include <errno.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

enum { ANSWER_HEAD = 5 };

static int connect_agent(void)
{
	struct sockaddr_un at = { .sun_family = AF_UNIX, .sun_path = ASK_SOCKET };
	int s = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);

	if (s >= 0 && connect(s, (struct sockaddr *)&at, sizeof at)) {
		int reason = errno;
		close(s);
		errno = reason;
		return -1;
	}
	return s;
}

int ask(struct question *q, const char *const *words)
{
	unsigned char head[FRAME_HEAD] = { CLIENT_REQUEST };
	struct queue frame = { 0 };
	int sent;

	*q = (struct question){ .fd = connect_agent() };
	if (q->fd < 0)
		return -1;
	queue_put(&frame, head, sizeof head);
	for (; *words; words++)
		queue_put(&frame, *words, strlen(*words) + 1);
	put_u32(frame.data + 1, frame.length - FRAME_HEAD);
	sent = frame.length <= FRAME_HEAD + MAX_REQUEST && send(q->fd, frame.data, frame.length, MSG_NOSIGNAL) == (ssize_t)frame.length;
	queue_free(&frame);
	if (!sent) {
		ask_end(q);
		errno = E2BIG;
		return -1;
	}
	return 0;
}

int ask_receive(struct question *q)
{
	char data[16 << 10];
	ssize_t n = read(q->fd, data, sizeof data);

	if (n > 0)
		queue_put(&q->in, data, n);
	return n > 0 || (n < 0 && (errno == EAGAIN || errno == EINTR)) ? 0 : -1;
}

int ask_part(struct question *q, struct answer_part *part)
{
	uint32_t length;

	queue_drop(&q->in, q->used);
	q->used = 0;
	if (q->in.length < FRAME_HEAD)
		return 0;
	length = get_u32(q->in.data + 1);
	if (length < ANSWER_HEAD || q->in.length < FRAME_HEAD + length)
		return 0;
	*part = (struct answer_part){ .status = get_u32(q->in.data + FRAME_HEAD), .stream = q->in.data[FRAME_HEAD + 4],
		.data = q->in.data + FRAME_HEAD + ANSWER_HEAD, .length = length - ANSWER_HEAD };
	q->used = FRAME_HEAD + length;
	return 1;
}

void ask_end(struct question *q)
{
	close(q->fd);
	queue_free(&q->in);
}
