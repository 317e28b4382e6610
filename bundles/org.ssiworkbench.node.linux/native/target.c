/* The mover at the target: from RESTORE to GO. */
#include "mover.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static pid_t process;
static int at_home;			/* a stand-in is to become the process: all chunks wait for the end of the image */
static int complete, answered, wanted;
static struct frame *waiting;
static size_t waiting_count, waiting_room;

static void begin(const struct frame *f)
{
	if (f->length < 4 || process)
		give_up("a wrong RESTORE");
	process = get_be32(f->payload);
	session_terminal(take_descriptor());
	at_home = is_stand_in(process);
	reply(RE_READY, NULL, 0);
}

static int any_outside(void)
{
	for (size_t i = 0; i < image.opened.count; i++)
		if (outside(&image.opened.all[i]))
			return 1;
	return 0;
}

static void ask_for_descriptors(void)
{
	struct buffer b = { NULL, 0, 0 };

	wanted = any_outside();
	if (!wanted)
		return;
	put_outside(&b, &image.opened);
	reply(RE_WANTED, b.data, b.length);
	free(b.data);
}

static void apply(enum meaning meaning, const unsigned char *payload)
{
	struct image_pages pages;

	if (meaning == PAGES_CAME || meaning == PAGES_DROPPED)
		memcpy(&pages, payload, sizeof pages);
	switch (meaning) {
	case BEGUN:
		if (image.head.pid != process)
			give_up("the image is of process %d", image.head.pid);
		if (at_home)
			task_adopt();
		else
			task_create();
		break;
	case AREAS_COMPLETE:
		task_areas();
		break;
	case PAGES_CAME:
		task_pages(&pages, payload + sizeof pages);
		break;
	case PAGES_DROPPED:
		task_drop(&pages);
		break;
	case ROUND_ENDED:
		task_settle();
		break;
	case STATE_COMPLETE:
		rebuild_state();
		break;
	default:
		break;
	}
}

static void one_record(const struct record *record)
{
	const unsigned char *payload = (const unsigned char *)(record + 1);
	enum meaning meaning = image_read(record, payload);

	if (meaning == IMAGE_COMPLETE)
		complete = 1;
	else
		apply(meaning, payload);
	if (meaning == STATE_COMPLETE)
		ask_for_descriptors();
}

static void hold_back(const struct frame *f)
{
	keep_frame(f);
	waiting = grow(waiting, waiting_count, &waiting_room, sizeof *waiting);
	waiting[waiting_count++] = *f;
}

static void finish(void)
{
	struct buffer b = { NULL, 0, 0 };

	rebuild_finish();
	put_be(&b, mono_ns() - image.frozen_since, 8);
	reply(RE_RESTORED, b.data, b.length);
	free(b.data);
}

/* Returns whether the image ends here. */
static int each_record(const struct frame *f, void (*take)(const struct record *))
{
	int ends = 0;

	for (size_t at = 0; at < f->length; ) {
		const struct record *record = (const struct record *)(f->payload + at);

		if (f->length - at < sizeof *record || record->length > f->length - at - sizeof *record)
			give_up("the image is damaged: a record beyond its chunk");
		if (take)
			take(record);
		ends |= record->type == REC_END;
		at += sizeof *record + ((record->length + 7) & ~7u);
	}
	return ends;
}

static void take_waiting(void)
{
	for (size_t i = 0; i < waiting_count; i++) {
		each_record(&waiting[i], one_record);
		drop_frame(&waiting[i]);
	}
}

static void chunk(const struct frame *f)
{
	if (f->length > MAX_CHUNK || !process || complete)
		give_up("a wrong CHUNK");
	if (!at_home) {
		each_record(f, one_record);
	} else {
		hold_back(f);
		if (each_record(f, NULL))
			take_waiting();
	}
	if (complete && (answered || !wanted))
		finish();
}

static void descriptors(const struct frame *f)
{
	for (uint32_t at = 0; at + 4 <= f->length; at += 4) {
		uint32_t number = get_be32(f->payload + at);
		int fd = take_descriptor();

		if (number >= image.opened.count || fd < 0)
			give_up("a wrong DESCRIPTORS");
		image.opened.all[number].ours = fd;
	}
	answered = 1;
	if (complete)
		finish();
}

static void go(void)
{
	if (!complete || (wanted && !answered))
		give_up("GO before it is restored");
	rebuild_go();
	reply(RE_RUNNING, NULL, 0);
	exit(0);
}

static void obey(const struct frame *f)
{
	switch (f->type) {
	case CMD_RESTORE:
		begin(f);
		break;
	case CMD_CHUNK:
		chunk(f);
		break;
	case CMD_DESCRIPTORS:
		descriptors(f);
		break;
	case CMD_GO:
		go();
		break;
	case CMD_STAND_IN:
		stand_in_beside(f, complete ? process : 0);
		break;
	case CMD_DISCARD:
		give_up("%s", "");
	default:
		give_up("the mover knows no command %d here", f->type);
	}
}

static void undo(void)
{
	char why[sizeof reason];

	memcpy(why, reason, sizeof why);
	if (setjmp(recovery) == 0)
		task_end();
	if (setjmp(recovery) == 0)
		reply_text(why[0] ? RE_FAILED : RE_DISCARDED, 0, why);
	exit(why[0] != 0);
}

void target(const struct frame *first)
{
	struct frame f = *first;

	if (setjmp(recovery))
		undo();
	do
		obey(&f);
	while (next_frame(&f));
	give_up("%s", "");
}
