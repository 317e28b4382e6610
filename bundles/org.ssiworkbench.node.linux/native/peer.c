/* Connections to PID 1 over Unix sockets, on which frames come and go. */
#include "ssi.h"

#include <errno.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

enum { HEAD = 5, BACKLOG = 64 };

int peer_listen(const char *path)
{
	struct sockaddr_un at = { .sun_family = AF_UNIX };
	int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);

	strncpy(at.sun_path, path, sizeof at.sun_path - 1);
	if (fd < 0 || bind(fd, (struct sockaddr *)&at, sizeof at) || chmod(path, 0666) || listen(fd, BACKLOG))
		die("cannot make the socket %s", path);
	return fd;
}

int peer_accept(int listener, struct peer *p)
{
	socklen_t size = sizeof p->who;

	*p = (struct peer){ .fd = accept4(listener, NULL, NULL, SOCK_CLOEXEC | SOCK_NONBLOCK) };
	return p->fd < 0 || getsockopt(p->fd, SOL_SOCKET, SO_PEERCRED, &p->who, &size) ? -1 : 0;
}

int peer_send(struct peer *p, int type, const void *payload, size_t length)
{
	unsigned char head[HEAD] = { type };

	put_u32(head + 1, length);
	queue_put(&p->out, head, sizeof head);
	queue_put(&p->out, payload, length);
	return queue_flush(&p->out, p->fd);
}

int peer_receive(struct peer *p)
{
	char data[16 << 10];
	ssize_t n = read(p->fd, data, sizeof data);

	if (n < 0 && (errno == EAGAIN || errno == EINTR))
		return 0;
	if (n <= 0)
		return -1;
	queue_put(&p->in, data, n);
	return 0;
}

int peer_packet(struct peer *p, size_t used, struct packet *f, size_t limit)
{
	queue_drop(&p->in, used);
	if (p->in.length < HEAD)
		return 0;
	f->type = (unsigned char)p->in.data[0];
	f->length = get_u32(p->in.data + 1);
	f->payload = (unsigned char *)p->in.data + HEAD;
	f->whole = HEAD + f->length;
	if (f->length > limit)
		return -1;
	return p->in.length >= f->whole;
}

void peer_close(struct peer *p)
{
	close(p->fd);
	queue_free(&p->in);
	queue_free(&p->out);
	p->fd = -1;
}
