/* The image as it comes to the target. It comes from another node: nothing in it is believed unchecked. */
#include "mover.h"

#include <stdlib.h>
#include <string.h>

struct image image;

static const uint64_t highest = 1ull << 47;

static void wrong(const char *what)
{
	give_up("the image is damaged: %s", what);
}

static void check(int good, const char *what)
{
	if (!good)
		wrong(what);
}

/* Text that is ended by NUL within the record. */
static char *text_of(const unsigned char *at, size_t length)
{
	check(length && length <= MAX_PATH && !at[length - 1], "a path without an end");
	return strdup((const char *)at);
}

static enum meaning read_head(const unsigned char *payload)
{
	uint32_t offsets[10];
	struct image_head *head = &image.head;
	uint64_t features = xstate_layout(offsets);

	check(!head->magic, "two beginnings");
	memcpy(head, payload, sizeof *head);
	check(head->magic == IMAGE_MAGIC && head->version == IMAGE_VERSION, "it is no image of this version");
	check(head->pid > 1 && head->pid < 1 << 22 && head->pgid > 0 && head->sid > 0, "impossible pids");
	if (head->vdso != vdso_start() || head->vdso_size != vdso_size())
		give_up("the other node's kernel is a different one");
	if (head->xfeatures & ~features)
		give_up("this node's processor lacks something that the other node's has (%lx)",
				(unsigned long)(head->xfeatures & ~features));
	for (int i = 2; i < 10; i++)
		if (head->xfeatures >> i & 1 && head->xoffset[i] != offsets[i])
			give_up("this node's processor keeps its state differently from the other node's");
	return BEGUN;
}

static enum meaning read_area(const unsigned char *payload, size_t length)
{
	struct area *area;
	uint64_t after = image.areas.count ? image.areas.all[image.areas.count - 1].is.end : PAGE;

	check(image.areas_missing > 0, "a mapping that was not announced");
	area = areas_add(&image.areas);
	memcpy(&area->is, payload, sizeof area->is);
	check(!((area->is.start | area->is.end | area->is.offset) & (PAGE - 1)) && area->is.start >= after
			&& area->is.end > area->is.start && area->is.end <= highest, "an impossible mapping");
	check(area->is.kind >= AREA_PRIVATE && area->is.kind <= AREA_SHARED && area->is.prot < 8, "an impossible mapping");
	if (area->is.kind == AREA_FILE)
		area->path = text_of(payload + sizeof area->is, length - sizeof area->is);
	if (area->is.kind == AREA_SHARED)
		check(area->is.shared < MAX_SHARED && image.shared[area->is.shared].used, "unknown shared memory");
	return --image.areas_missing ? KEPT : AREAS_COMPLETE;
}

static enum meaning read_areas(const unsigned char *payload)
{
	struct image_areas head;

	memcpy(&head, payload, sizeof head);
	check(head.count && head.count <= MAX_AREAS && !image.areas_missing, "too many mappings");
	areas_clear(&image.areas);
	image.areas_missing = head.count;
	return KEPT;
}

static enum meaning read_shared(const unsigned char *payload)
{
	struct image_shared is;
	struct shared *s;

	memcpy(&is, payload, sizeof is);
	check(is.number < MAX_SHARED && is.size <= 1ull << 40, "impossible shared memory");
	s = &image.shared[is.number];
	if (!s->used)
		s->fd = -1;
	s->used = 1;
	s->size = is.size;
	return KEPT;
}

static enum meaning read_pages(int type, const unsigned char *payload, size_t length)
{
	struct image_pages is;
	uint64_t end;

	memcpy(&is, payload, sizeof is);
	end = is.address + (uint64_t)is.pages * PAGE;
	check(!(is.address & (PAGE - 1)) && is.address < highest && end <= highest && is.pages, "impossible pages");
	if (type == REC_PAGES)
		check(is.pages <= RUN_PAGES && length == sizeof is + (size_t)is.pages * PAGE, "pages of a wrong length");
	if (is.space)
		check(is.space <= MAX_SHARED && image.shared[is.space - 1].used && end <= ((image.shared[is.space - 1].size + PAGE - 1)
				& ~(uint64_t)(PAGE - 1)), "pages beyond shared memory");
	return type == REC_PAGES ? PAGES_CAME : PAGES_DROPPED;
}

static enum meaning read_process(const unsigned char *payload, size_t length)
{
	struct image_process *p = &image.process;
	const unsigned char *at = payload + sizeof *p;
	size_t left = length - sizeof *p, exe;

	check(!p->pid, "two states");
	memcpy(p, payload, sizeof *p);
	check(p->pid == image.head.pid, "another pid");
	if (p->pgid != image.head.pgid || p->sid != image.head.sid)
		give_up("it has changed its process group while it was moved; try again");
	check(p->actions <= 64 && p->threads && p->threads <= MAX_THREADS && p->signals <= MAX_SIGNALS && p->timers <= MAX_TIMERS
			&& p->descriptions <= MAX_DESCRIPTORS && p->fds <= MAX_DESCRIPTORS, "too much of something");
	check(p->auxv_length <= 4096 && p->groups <= 65536 && p->auxv_length + 4ull * p->groups < left, "a wrong length");
	image.auxv = memcpy(malloc(p->auxv_length + 1), at, p->auxv_length);
	image.groups = memcpy(malloc(4 * p->groups + 1), at + p->auxv_length, 4 * p->groups);
	at += p->auxv_length + 4 * p->groups;
	left -= p->auxv_length + 4 * p->groups;
	exe = strnlen((const char *)at, left) + 1;
	check(exe < left, "no working directory");
	image.exe = text_of(at, exe);
	image.cwd = text_of(at + exe, left - exe);
	image.frozen_since = mono_ns();
	return KEPT;
}

static enum meaning state_part(void)
{
	const struct image_process *p = &image.process;

	return image.action_count == p->actions && image.thread_count == p->threads && image.signal_count == p->signals
			&& image.timer_count == p->timers && image.opened.count == p->descriptions && image.opened.fd_count == p->fds
			? STATE_COMPLETE : KEPT;
}

static enum meaning read_action(const unsigned char *payload)
{
	struct image_action *a;

	check(image.action_count < image.process.actions, "too many signal actions");
	image.actions = grow(image.actions, image.action_count, &image.action_room, sizeof *image.actions);
	a = memcpy(&image.actions[image.action_count++], payload, sizeof *a);
	check(a->signal >= 1 && a->signal <= 64 && a->signal != SIGKILL && a->signal != SIGSTOP, "an action of an impossible signal");
	return state_part();
}

/* The processor refuses to load an area whose head is not as it would have stored it. */
static void check_xstate(const unsigned char *area, size_t length)
{
	uint64_t head[8];
	uint32_t control;

	memcpy(head, area + 512, sizeof head);
	memcpy(&control, area + 24, sizeof control);
	check(length == xstate_size() && !(head[0] & ~image.head.xfeatures) && !(control & 0xffff0000), "impossible processor state");
	for (int i = 1; i < 8; i++)
		check(!head[i], "impossible processor state");
}

static enum meaning read_thread(const unsigned char *payload, size_t length)
{
	struct thread *t;

	check(image.thread_count < image.process.threads, "too many threads");
	image.threads = grow(image.threads, image.thread_count, &image.thread_room, sizeof *image.threads);
	t = &image.threads[image.thread_count];
	memset(t, 0, sizeof *t);
	memcpy(&t->is, payload, sizeof t->is);
	check(t->is.xstate_length == length - sizeof t->is && t->is.xstate_length >= 576 && t->is.xstate_length <= XSTATE_MAX,
			"processor state of a wrong length");
	memcpy(t->xstate, payload + sizeof t->is, t->is.xstate_length);
	check_xstate(t->xstate, t->is.xstate_length);
	check(t->is.tid > 1 && t->is.tid < 1 << 22 && (image.thread_count || t->is.tid == image.process.pid), "an impossible thread");
	t->is.name[sizeof t->is.name - 1] = 0;
	image.thread_count++;
	return state_part();
}

static enum meaning read_signal(const unsigned char *payload)
{
	struct image_signal *s;

	check(image.signal_count < image.process.signals, "too many signals");
	image.signals = grow(image.signals, image.signal_count, &image.signal_room, sizeof *image.signals);
	s = memcpy(&image.signals[image.signal_count++], payload, sizeof *s);
	check(((siginfo_t *)s->info)->si_signo >= 1 && ((siginfo_t *)s->info)->si_signo <= 64, "an impossible signal");
	return state_part();
}

static enum meaning read_timer(const unsigned char *payload)
{
	struct image_timer *t;

	check(image.timer_count < image.process.timers, "too many timers");
	image.timers = grow(image.timers, image.timer_count, &image.timer_room, sizeof *image.timers);
	t = memcpy(&image.timers[image.timer_count], payload, sizeof *t);
	check(t->id >= (image.timer_count ? t[-1].id + 1 : 0) && t->id < 4096, "an impossible timer");
	image.timer_count++;
	return state_part();
}

static enum meaning read_description(const unsigned char *payload, size_t length)
{
	struct opened *o = &image.opened;
	struct description *d;

	check(o->count < image.process.descriptions, "too many open files");
	o->all = grow(o->all, o->count, &o->room, sizeof *o->all);
	d = &o->all[o->count];
	memset(d, 0, sizeof *d);
	memcpy(&d->is, payload, sizeof d->is);
	d->ours = -1;
	check(d->is.number == o->count && d->is.kind >= DESC_FILE && d->is.kind <= DESC_EPOLL, "an impossible open file");
	d->path = text_of(payload + sizeof d->is, length - sizeof d->is);
	o->count++;
	return state_part();
}

static enum meaning read_fd(const unsigned char *payload)
{
	struct opened *o = &image.opened;
	struct image_fd is;

	memcpy(&is, payload, sizeof is);
	check(o->fd_count < image.process.fds && is.fd >= (o->fd_count ? o->fds[o->fd_count - 1].fd + 1 : 0) && is.fd < 1 << 20
			&& is.description < o->count, "an impossible descriptor");
	o->fds = grow(o->fds, o->fd_count, &o->fd_room, sizeof *o->fds);
	o->fds[o->fd_count++] = (struct descriptor){ is.fd, is.description, is.close_on_exec };
	return state_part();
}

static enum meaning read_bytes(const unsigned char *payload, size_t length)
{
	struct image_bytes is;
	struct pipe_bytes *b;

	memcpy(&is, payload, sizeof is);
	check(is.description < image.opened.count && image.opened.all[is.description].is.kind == DESC_OWN_PIPE
			&& is.length == length - sizeof is && image.bytes_count < MAX_DESCRIPTORS, "impossible contents of a pipe");
	image.bytes = grow(image.bytes, image.bytes_count, &image.bytes_room, sizeof *image.bytes);
	b = &image.bytes[image.bytes_count++];
	*b = (struct pipe_bytes){ is.description, malloc(is.length + 1), is.length };
	memcpy(b->data, payload + sizeof is, is.length);
	return KEPT;
}

static enum meaning read_watch(const unsigned char *payload)
{
	struct image_watch *w;

	image.watches = grow(image.watches, image.watch_count, &image.watch_room, sizeof *image.watches);
	w = memcpy(&image.watches[image.watch_count++], payload, sizeof *w);
	check(w->description < image.opened.count && image.opened.all[w->description].is.kind == DESC_EPOLL
			&& image.watch_count <= MAX_DESCRIPTORS, "an impossible epoll");
	return KEPT;
}

static const size_t least[] = { [REC_HEAD] = sizeof(struct image_head), [REC_AREAS] = sizeof(struct image_areas),
	[REC_AREA] = sizeof(struct image_area), [REC_SHARED] = sizeof(struct image_shared), [REC_PAGES] = sizeof(struct image_pages),
	[REC_DROP] = sizeof(struct image_pages), [REC_PROCESS] = sizeof(struct image_process),
	[REC_ACTION] = sizeof(struct image_action), [REC_THREAD] = sizeof(struct image_thread),
	[REC_SIGNAL] = sizeof(struct image_signal), [REC_TIMER] = sizeof(struct image_timer),
	[REC_DESCRIPTION] = sizeof(struct image_description), [REC_FD] = sizeof(struct image_fd),
	[REC_BYTES] = sizeof(struct image_bytes), [REC_WATCH] = sizeof(struct image_watch),
	[REC_ROUND] = 0, [REC_END] = 0 };

enum meaning image_read(const struct record *record, const unsigned char *payload)
{
	check(record->type >= REC_HEAD && record->type <= REC_END && record->length >= least[record->type], "an unknown record");
	check(image.head.magic || record->type == REC_HEAD, "no beginning");
	check(image.process.pid || record->type < REC_ACTION || record->type == REC_ROUND, "a state without a beginning");
	switch (record->type) {
	case REC_HEAD: return read_head(payload);
	case REC_AREAS: return read_areas(payload);
	case REC_AREA: return read_area(payload, record->length);
	case REC_SHARED: return read_shared(payload);
	case REC_PAGES:
	case REC_DROP: return read_pages(record->type, payload, record->length);
	case REC_PROCESS: return read_process(payload, record->length);
	case REC_ACTION: return read_action(payload);
	case REC_THREAD: return read_thread(payload, record->length);
	case REC_SIGNAL: return read_signal(payload);
	case REC_TIMER: return read_timer(payload);
	case REC_DESCRIPTION: return read_description(payload, record->length);
	case REC_FD: return read_fd(payload);
	case REC_BYTES: return read_bytes(payload, record->length);
	case REC_WATCH: return read_watch(payload);
	case REC_ROUND: return ROUND_ENDED;
	default:
		check(state_part() == STATE_COMPLETE && !image.areas_missing && image.areas.count, "it ends too early");
		return IMAGE_COMPLETE;
	}
}
