/* The mover at the source: from CHECK to COMMIT. */
#include "mover.h"
#include "ssi.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static pid_t process;
static int flags, rounds;
static struct opened outside_now;

static void reply_outside(int type, struct buffer *b)
{
	put_outside(b, &outside_now);
	reply(type, b->data, b->length);
}

static void put_size(struct buffer *b)
{
	char text[4096];
	unsigned long resident = 0;
	const char *threads;

	if (proc_read(text, sizeof text, "/proc/%d/statm", process) > 0)
		sscanf(text, "%*u %lu", &resident);
	put_be(b, resident * PAGE, 8);
	threads = proc_read(text, sizeof text, "/proc/%d/status", process) > 0 ? status_field(text, "Threads") : NULL;
	put_be(b, threads ? atoi(threads) : 0, 4);
}

static void send_head(void)
{
	struct image_head *head = image_record(REC_HEAD, sizeof *head);
	char text[1024], *at;
	int terminal = 0;

	*head = (struct image_head){ .magic = IMAGE_MAGIC, .version = IMAGE_VERSION, .pid = process,
		.vdso = vdso_start(), .vdso_size = vdso_size(), .clock_offset = cluster_offset() };
	head->xfeatures = xstate_layout(head->xoffset);
	if (proc_read(text, sizeof text, "/proc/%d/stat", process) <= 0 || !(at = strrchr(text, ')'))
			|| sscanf(at + 2, "%*c %*d %d %d %d", &head->pgid, &head->sid, &terminal) != 3)
		give_up("process %d has ended", process);
	head->tty = terminal != 0;
}

/* CHECK and OPEN. Returns whether the process can be moved. */
static int look(const struct frame *f)
{
	struct buffer b = { NULL, 0, 0 };
	int code;

	process = f->length >= 8 ? get_be32(f->payload) : 0;
	flags = f->length >= 8 ? get_be32(f->payload + 4) : 0;
	code = movable(process, flags);
	descriptors_clear(&outside_now);
	if (!code)
		code = descriptors_read(process, flags, &outside_now);
	if (code) {
		reply_text(RE_REFUSED, code, reason);
		return 0;
	}
	if (f->type == CMD_CHECK) {
		reply_outside(RE_MOVABLE, &b);
	} else {
		memory_open(process);
		inject_begin(process);
		put_size(&b);
		reply_outside(RE_OPENED, &b);
		passage_enter(f->payload + 8, f->length - 8);
		send_head();
	}
	free(b.data);
	return 1;
}

static void reply_round(int type, const struct round *r, uint64_t bytes, int64_t ns)
{
	struct buffer b = { NULL, 0, 0 };

	if (type == RE_ROUND_DONE)
		put_be(&b, rounds, 4);
	put_be(&b, r->looked, 8);
	put_be(&b, r->sent, 8);
	put_be(&b, bytes, 8);
	put_be(&b, ns, 8);
	if (type == RE_ROUND_DONE)
		put_be(&b, memory_changed(), 8);
	else
		put_outside(&b, &frozen.opened);
	reply(type, b.data, b.length);
	free(b.data);
}

static void one_round(void)
{
	uint64_t before = image_bytes_sent();
	int64_t begin = mono_ns();
	struct round r;

	rounds++;
	memory_areas();
	memory_round(0, &r);
	reply_round(RE_ROUND_DONE, &r, image_bytes_sent() - before, mono_ns() - begin);
}

static void freeze_all(void)
{
	uint64_t before = image_bytes_sent();
	int64_t begin = mono_ns();
	struct round r;

	freeze(process, flags);
	freeze_send();
	memory_round(1, &r);
	image_record(REC_END, 0);
	image_flush();
	passage_end();
	reply_round(RE_FROZEN, &r, image_bytes_sent() - before, mono_ns() - begin);
}

/*
 * From the answer on it cannot run here any more; what takes its time comes after. Who leads others that stay leaves a keeper
 * behind, so that more of them can come.
 */
static void commit(const struct frame *f)
{
	struct buffer late = { NULL, 0, 0 };
	int stand_in = f->length && f->payload[0] == COMMIT_STAND_IN;
	const char *led;

	if (!frozen.count || f->length < 1)
		give_up("it is not frozen");
	doom();
	if (stand_in)
		put_be(&late, 0, 4);
	else
		late_signals(&late);
	reply(RE_COMMITTED, late.data, late.length);
	led = stand_in || geteuid() != frozen.is.uid[1] ? NULL : led_by(process);
	if (stand_in)
		commit_stand_in(split_words(f->payload + 1, f->length - 1), 1);
	else if (led)
		commit_stand_in(keeper_words(led), 0);
	else
		commit_kill();
	end_idle_keepers(frozen.is.sid);
	exit(0);
}

static void obey(const struct frame *f)
{
	switch (f->type) {
	case CMD_CHECK:
	case CMD_OPEN:
		if (!look(f))
			exit(0);
		break;
	case CMD_ROUND:
		one_round();
		break;
	case CMD_FREEZE:
		freeze_all();
		break;
	case CMD_COMMIT:
		commit(f);
		break;
	case CMD_ABORT:
		give_up("%s", "");
	default:
		give_up("the mover knows no command %d here", f->type);
	}
}

/* Whatever was the matter: the process goes on. An empty reason is that of ABORT. */
static void undo(void)
{
	char why[sizeof reason];

	memcpy(why, reason, sizeof why);
	if (setjmp(recovery) == 0)
		thaw();
	else
		memcpy(why, reason, sizeof why);
	if (setjmp(recovery) == 0)
		reply_text(why[0] ? RE_FAILED : RE_ABORTED, 0, why);
	exit(why[0] != 0);
}

void source(const struct frame *first)
{
	struct frame f = *first;

	if (setjmp(recovery))
		undo();
	do
		obey(&f);
	while (next_frame(&f));
	give_up("%s", "");
}
