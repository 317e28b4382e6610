/* The image on its way out: records gathered, so that they leave many at a time; pages go from where they were read. */
#include "mover.h"

#include <string.h>
#include <sys/uio.h>

/* Fewer pages than these are gathered: a system call costs more than to copy them. */
enum { FEW_PAGES = 16 };

static unsigned char gathered[MAX_RECORD] __attribute__((aligned(8)));
static size_t used;
static uint64_t sent;

uint64_t image_bytes_sent(void)
{
	return sent + used;
}

static void send_out(const void *more, size_t length)
{
	struct iovec parts[2] = { { gathered, used }, { (void *)more, length } };

	passage_write(parts, length ? 2 : 1);
	sent += used + length;
	used = 0;
}

void image_flush(void)
{
	if (used)
		send_out(NULL, 0);
}

void *image_room(size_t length)
{
	if (length > sizeof gathered)
		give_up("a record of %zu bytes is too long", length);
	if (used + length > sizeof gathered)
		image_flush();
	used += length;
	return gathered + used - length;
}

void *image_record(int type, size_t length)
{
	size_t all = record_size(length);
	struct record *record = image_room(all);

	memset((char *)record + all - 8, 0, 8);
	*record = (struct record){ type, length };
	return record + 1;
}

void image_pages(const struct image_pages *is, const void *data)
{
	size_t length = (size_t)is->pages * PAGE;
	int few = is->pages < FEW_PAGES;
	struct record *record = image_room(sizeof *record + sizeof *is + (few ? length : 0));

	*record = (struct record){ REC_PAGES, sizeof *is + length };
	memcpy(record + 1, is, sizeof *is);
	if (few)
		memcpy((char *)(record + 1) + sizeof *is, data, length);
	else
		send_out(data, length);
}
