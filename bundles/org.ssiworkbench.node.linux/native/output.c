/* The image on its way out: records gathered into chunks, chunks held back by the caller's window. */
#include "mover.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static unsigned char chunk[MAX_CHUNK] __attribute__((aligned(8)));
static size_t used;
static uint32_t window, unacknowledged;
static uint64_t sent;

void image_window(uint32_t chunks)
{
	window = chunks;
}

void image_ack(uint32_t chunks)
{
	unacknowledged -= chunks < unacknowledged ? chunks : unacknowledged;
}

uint64_t image_bytes_sent(void)
{
	return sent + used;
}

/* What may come while the image goes out: ACK, and the word to stop. */
static void hear(void)
{
	struct frame f;

	if (!next_frame(&f) || f.type == CMD_ABORT)
		give_up("%s", "");
	if (f.type == CMD_ACK && f.length >= 4)
		image_ack(get_be32(f.payload));
}

void image_flush(void)
{
	if (!used)
		return;
	while ((window && unacknowledged >= window) || frame_waits())
		hear();
	reply(RE_CHUNK, chunk, used);
	unacknowledged++;
	sent += used;
	used = 0;
}

void *image_record(int type, size_t length)
{
	size_t all = sizeof(struct record) + ((length + 7) & ~7ul);
	struct record *record;

	if (all > sizeof chunk)
		give_up("a record of %zu bytes does not fit into a chunk", length);
	if (used + all > sizeof chunk)
		image_flush();
	record = (struct record *)(chunk + used);
	memset((char *)record + all - 8, 0, 8);
	*record = (struct record){ type, length };
	used += all;
	return record + 1;
}
