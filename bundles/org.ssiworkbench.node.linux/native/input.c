/*
 * The image as it comes: records one behind the other. A process that comes home is rebuilt in its stand-in, which works
 * until the image is complete: till then all of it is kept.
 */
#include "mover.h"

#include <stdint.h>
#include <string.h>
#include <sys/mman.h>

/* Room is made by many pages, because one by one they cost ten times as much. The kernel alone writes them: no fault. */
enum { BLOCK = 1 << 20 };

struct kept {
	unsigned char *data;
	size_t length;
};

static unsigned char *block;
static size_t filled, looked;		/* bytes of the block; those whose records have been looked at */
static struct kept *kept;
static size_t kept_count, kept_room;
static int keeps, complete;

void image_keep(int all)
{
	keeps = all;
}

/* What is left of a record that has not come whole goes to the beginning of the next block. */
static void next_block(void)
{
	unsigned char *before = block;
	size_t left = filled - looked;

	if (!block || keeps) {
		block = mmap(NULL, BLOCK, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_POPULATE, -1, 0);
		if (block == MAP_FAILED)
			give_up("this node is out of memory");
	}
	if (before && keeps) {
		kept = grow(kept, kept_count, &kept_room, sizeof *kept);
		kept[kept_count++] = (struct kept){ before, looked };
	}
	if (left)
		memmove(block, before + looked, left);
	filled = left;
	looked = 0;
}

/* The next record of what has come, or NULL; `whole` is its length there. */
static const struct record *next_record(size_t *whole)
{
	const struct record *record = (const struct record *)(block + looked);

	if (filled - looked < sizeof *record)
		return NULL;
	if (record->length > MAX_RECORD - sizeof *record)
		give_up("the image is damaged: a record of %u bytes", record->length);
	*whole = record_size(record->length);
	return filled - looked < *whole ? NULL : record;
}

int image_receive(void (*take)(const struct record *))
{
	const struct record *record;
	ssize_t n;

	if (!block || BLOCK - looked < MAX_RECORD)
		next_block();
	n = passage_read(block + filled, BLOCK - filled);
	filled += n;
	for (size_t whole; !complete && (record = next_record(&whole)); looked += whole) {
		complete = record->type == REC_END;
		if (!keeps)
			take(record);
	}
	if (complete && filled > looked)
		give_up("the image is damaged: more comes after its end");
	return complete;
}

static void take_block(const struct kept *k, void (*take)(const struct record *))
{
	for (size_t at = 0; at < k->length; ) {
		const struct record *record = (const struct record *)(k->data + at);

		take(record);
		at += record_size(record->length);
	}
	munmap(k->data, BLOCK);
}

void image_take_kept(void (*take)(const struct record *))
{
	for (size_t i = 0; i < kept_count; i++)
		take_block(&kept[i], take);
	take_block(&(struct kept){ block, looked }, take);
	kept_count = 0;
}
