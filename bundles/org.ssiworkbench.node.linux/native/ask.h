/* Requests to the agent over PID 1's socket, and the answers; see docs/commands.md. */
#ifndef ASK_H
#define ASK_H

#include "queue.h"

#define ASK_SOCKET "/run/ssi/socket"

enum { CLIENT_REQUEST = 32, CLIENT_REPLY, CLIENT_GONE };
enum { FRAME_HEAD = 5, MAX_REQUEST = 64 << 10 };
/* Streams of an answer; its end has the exit status. */
enum { ANSWER_END, ANSWER_OUT, ANSWER_ERR };

/* A request under way. */
struct question {
	int fd;
	struct queue in;
	size_t used;		/* bytes of `in` that the last part took */
};

/* A part of the answer; `data` is good until the next call about the question. */
struct answer_part {
	int stream, status;
	const char *data;
	size_t length;
};

/* Sends words, of which the first is the command's name and the last is followed by NULL. -1 and errno when it fails. */
int ask(struct question *q, const char *const *words);
/* Takes in what has come, and waits for it if nothing has; -1 when nothing more will come. */
int ask_receive(struct question *q);
/* The next part that has come whole; 0 when there is none. */
int ask_part(struct question *q, struct answer_part *part);
void ask_end(struct question *q);

#endif
