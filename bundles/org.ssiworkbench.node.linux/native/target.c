/* The mover at the target: from RESTORE to GO. */
#include "mover.h"
#include "ssi.h"

#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* A stand-in that has been told to write what it has does so in a moment, unless nobody reads that. */
enum { STAND_IN_SECONDS = 10 };

static pid_t process;
static int at_home;			/* a stand-in is to become the process */
static int complete, answered, wanted;
static int all_came, may_proceed;

static void begin(const struct frame *f)
{
	struct buffer b = { NULL, 0, 0 };

	if (f->length < 4 || process)
		give_up("a wrong RESTORE");
	if (!view_ready())
		give_up("the root %s is not there on this node", users_root());
	process = get_be32(f->payload);
	session_terminal(take_descriptor());
	at_home = is_stand_in(process);
	image_keep(at_home);
	passage_offer(&b);
	reply(RE_READY, b.data, b.length);
	free(b.data);
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

static void finish(void)
{
	struct buffer b = { NULL, 0, 0 };

	rebuild_finish();
	put_be(&b, mono_ns() - image.frozen_since, 8);
	reply(RE_RESTORED, b.data, b.length);
	free(b.data);
}

/* A stand-in is taken over when all has come, and the caller says that it has nothing more to do. */
static void proceed(void)
{
	if (at_home && all_came && may_proceed && !complete)
		image_take_kept(one_record);
	if (complete && (answered || !wanted))
		finish();
}

static void receive(void)
{
	all_came = image_receive(one_record);
	if (!all_came)
		return;
	passage_close();
	proceed();
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
	case CMD_PROCEED:
		may_proceed = 1;
		if (!complete)
			proceed();
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
	passage_refuse(why);
	if (setjmp(recovery) == 0)
		reply_text(why[0] ? RE_FAILED : RE_DISCARDED, 0, why);
	exit(why[0] != 0);
}

void target(const struct frame *first)
{
	struct frame f = *first;

	if (setjmp(recovery))
		undo();
	obey(&f);
	for (;;)
		switch (frame_or(passage_fd(), POLLIN, at_home && all_came && !complete ? STAND_IN_SECONDS : -1)) {
		case NOTHING_CAME:
			give_up("nobody at home reads what it wrote elsewhere");
		case DESCRIPTOR_READY:
			receive();
			break;
		case FRAME_CAME:
			if (!next_frame(&f))
				give_up("%s", "");
			obey(&f);
		}
}
