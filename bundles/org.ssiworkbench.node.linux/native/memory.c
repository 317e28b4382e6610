/*
 * The source's memory: which pages differ from what was sent. This kernel marks no page as changed since some moment, so a
 * hash of each page sent is kept and compared.
 */
#include "mover.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <unistd.h>

enum { BLOCK = 512, BATCH_PAGES = 256, WINDOW = 32768, SAMPLE = 16 };

/* Hashes of 2 MiB of one address space; 0: not sent, or as if never touched. */
struct block {
	uint64_t key;			/* 1 + space << 32 + address >> 21 */
	uint64_t *hashes;
};

struct piece {
	uint64_t address;
	size_t pages;
	const struct area *area;
};

static pid_t process;
static int pagemap = -1, final;
static struct block *blocks;
static size_t block_count, block_room;
static uint64_t seeds[8], zero_hash;
static struct areas known;		/* as the target knows them */
static unsigned char *page_data;
static struct piece pieces[BATCH_PAGES];
static size_t piece_count, batch_pages;
static struct image_pages dropped;
static uint64_t *window, window_start, window_count;
static int shared_fds[MAX_SHARED];
static struct round *counts;

static uint64_t multiply(uint64_t a, uint64_t b)
{
	__uint128_t product = (__uint128_t)a * b;

	return (uint64_t)product ^ (uint64_t)(product >> 64);
}

static uint64_t hash(const void *data)
{
	const uint64_t *p = data;
	uint64_t a = seeds[4], b = seeds[5], c = seeds[6], d = seeds[7], all;

	for (int i = 0; i < PAGE / 8; i += 8) {
		a = multiply(p[i] ^ a, p[i + 1] ^ seeds[0]);
		b = multiply(p[i + 2] ^ b, p[i + 3] ^ seeds[1]);
		c = multiply(p[i + 4] ^ c, p[i + 5] ^ seeds[2]);
		d = multiply(p[i + 6] ^ d, p[i + 7] ^ seeds[3]);
	}
	all = multiply(a ^ seeds[0], b ^ seeds[1]) ^ multiply(c ^ seeds[2], d ^ seeds[3]);
	return all ? all : 1;
}

static size_t slot(uint64_t key)
{
	size_t at = (key * 0x9e3779b97f4a7c15ull >> 20) & (block_room - 1);

	while (blocks[at].key && blocks[at].key != key)
		at = (at + 1) & (block_room - 1);
	return at;
}

static void more_blocks(void)
{
	struct block *old = blocks;
	size_t old_room = block_room;

	block_room = old_room ? 2 * old_room : 256;
	blocks = calloc(block_room, sizeof *blocks);
	if (!blocks)
		give_up("this node is out of memory");
	for (size_t i = 0; i < old_room; i++)
		if (old[i].key)
			blocks[slot(old[i].key)] = old[i];
	free(old);
}

static uint64_t *hashes_of(uint32_t space, uint64_t address, int make)
{
	uint64_t key = 1 + ((uint64_t)space << 32) + (address >> 21);
	size_t at = slot(key);

	if (blocks[at].key)
		return blocks[at].hashes;
	if (!make)
		return NULL;
	if (2 * block_count >= block_room) {
		more_blocks();
		at = slot(key);
	}
	blocks[at].key = key;
	blocks[at].hashes = calloc(BLOCK, sizeof(uint64_t));
	if (!blocks[at].hashes)
		give_up("this node is out of memory");
	block_count++;
	return blocks[at].hashes;
}

static size_t place(uint64_t address)
{
	return address / PAGE % BLOCK;
}

static void flush_drop(void)
{
	if (dropped.pages)
		*(struct image_pages *)image_record(REC_DROP, sizeof dropped) = dropped;
	dropped.pages = 0;
}

static void drop(uint32_t space, uint64_t address)
{
	if (dropped.pages && (dropped.space != space || dropped.address + (uint64_t)dropped.pages * PAGE != address))
		flush_drop();
	if (!dropped.pages)
		dropped = (struct image_pages){ .address = address, .space = space };
	dropped.pages++;
}

/* The page is as if never touched; the target has to hear of it if it was sent. */
static void absent(uint32_t space, uint64_t address)
{
	uint64_t *hashes = hashes_of(space, address, 0);

	if (hashes && hashes[place(address)]) {
		hashes[place(address)] = 0;
		drop(space, address);
	}
}

static void send_run(uint32_t space, uint64_t address, const unsigned char *data, size_t pages, int fresh)
{
	if (!pages)
		return;
	image_pages(&(struct image_pages){ address, space, pages, fresh, 0 }, data);
	counts->sent += pages;
}

/* Sends what differs of pages that lie one behind the other. Zeros of private memory need not be sent. */
static void send_changed(uint32_t space, uint64_t address, const unsigned char *data, size_t pages, int zeros_count)
{
	size_t first = 0;
	int fresh = 0;

	counts->looked += pages;
	for (size_t i = 0; i < pages; i++) {
		uint64_t at = address + i * PAGE, now = hash(data + i * PAGE), *known_hash = NULL;
		int same;

		if (!zeros_count && now == zero_hash) {
			absent(space, at);
			same = 1;
		} else {
			known_hash = hashes_of(space, at, 1) + place(at);
			same = *known_hash == now;
		}
		if (same || i - first == RUN_PAGES) {
			send_run(space, address + first * PAGE, data + first * PAGE, i - first, fresh);
			first = same ? i + 1 : i;
			fresh = 0;
		}
		if (!same) {
			fresh |= !*known_hash;
			*known_hash = now;
		}
	}
	send_run(space, address + first * PAGE, data + first * PAGE, pages - first, fresh);
}

static int read_piece(const struct piece *p, unsigned char *to)
{
	return pread(memory_fd(), to, p->pages * PAGE, p->address) == (ssize_t)(p->pages * PAGE);
}

/* All pieces at one go; what cannot be read so (no access, or gone meanwhile) one by one. */
static void read_batch(void)
{
	struct iovec local = { page_data, batch_pages * PAGE }, remote[BATCH_PAGES];
	unsigned char *at = page_data;
	ssize_t got;

	if (!piece_count)
		return;
	for (size_t i = 0; i < piece_count; i++)
		remote[i] = (struct iovec){ (void *)pieces[i].address, pieces[i].pages * PAGE };
	got = process_vm_readv(process, &local, 1, remote, piece_count, 0);
	for (size_t i = 0; i < piece_count; i++) {
		ssize_t end = at + pieces[i].pages * PAGE - page_data;
		int readable = got >= end || read_piece(&pieces[i], at);

		if (!readable && final)
			give_up("memory of the process at %lx cannot be read", (unsigned long)pieces[i].address);
		if (readable)
			send_changed(0, pieces[i].address, at, pieces[i].pages, pieces[i].area->is.kind == AREA_FILE);
		at += pieces[i].pages * PAGE;
	}
	piece_count = batch_pages = 0;
}

static void want(const struct area *area, uint64_t address)
{
	struct piece *last = piece_count ? &pieces[piece_count - 1] : NULL;

	if (batch_pages == BATCH_PAGES)
		read_batch();
	if (piece_count && last->area == area && last->address + last->pages * PAGE == address)
		last->pages++;
	else
		pieces[piece_count++] = (struct piece){ address, 1, area };
	batch_pages++;
}

/* One read serves all mappings that lie near each other. */
static void load_window(uint64_t page)
{
	uint64_t end = page;
	ssize_t got;

	for (size_t i = 0; i < known.count; i++)
		if (known.all[i].is.start / PAGE < page + WINDOW && known.all[i].is.end / PAGE > end)
			end = known.all[i].is.end / PAGE;
	if (end > page + WINDOW)
		end = page + WINDOW;
	got = pread(pagemap, window, (end - page) * sizeof *window, page * sizeof *window);
	if (got <= 0)
		give_up("the page map of the process cannot be read: %s", got ? strerror(errno) : "it has ended");
	window_start = page;
	window_count = got / sizeof *window;
}

static int to_be_sent(const struct area *area, uint64_t page)
{
	const uint64_t present = 3ull << 62, of_file = 1ull << 61;
	uint64_t entry;

	if (page < window_start || page >= window_start + window_count)
		load_window(page);
	entry = window[page - window_start];
	return entry & present && !(area->is.kind == AREA_FILE && entry & of_file);
}

static void private_pages(const struct area *area)
{
	for (uint64_t at = area->is.start; at < area->is.end; at += PAGE)
		if (to_be_sent(area, at / PAGE))
			want(area, at);
		else
			absent(0, at);
}

static int shared_fd(const struct area *area)
{
	int *fd = &shared_fds[area->is.shared];
	char path[96];

	if (*fd > 0)
		return *fd;
	snprintf(path, sizeof path, "/proc/%d/map_files/%lx-%lx", process, (unsigned long)area->is.start,
			(unsigned long)area->is.end);
	*fd = open(path, O_RDWR | O_CLOEXEC);
	if (*fd < 0 && final)
		give_up("the shared memory %s cannot be read: %s", path, strerror(errno));
	return *fd;
}

static void shared_hole(uint32_t space, uint64_t from, uint64_t to)
{
	for (uint64_t at = from; at < to; at += PAGE)
		absent(space, at);
}

static void shared_pages(const struct area *area)
{
	int fd = shared_fd(area);
	uint32_t space = area->is.shared + 1;
	struct stat s;
	off_t at = 0;

	if (fd < 0 || fstat(fd, &s))
		return;
	while (at < s.st_size) {
		off_t data = lseek(fd, at, SEEK_DATA), hole = data < 0 ? -1 : lseek(fd, data, SEEK_HOLE);

		if (data < 0 || data >= s.st_size)
			break;
		shared_hole(space, at, data & -(off_t)PAGE);
		for (at = data & -(off_t)PAGE; at < hole; ) {
			ssize_t got = pread(fd, page_data, BATCH_PAGES * PAGE, at);
			if (got <= 0)
				return;
			memset(page_data + got, 0, -got & (PAGE - 1));
			send_changed(space, at, page_data, (got + PAGE - 1) / PAGE, 0);
			at += (got + PAGE - 1) & -(off_t)PAGE;
		}
	}
	shared_hole(space, at, s.st_size);
}

static int first_of_shared(size_t index)
{
	for (size_t i = 0; i < index; i++)
		if (known.all[i].is.kind == AREA_SHARED && known.all[i].is.shared == known.all[index].is.shared)
			return 0;
	return 1;
}

static void forget(uint64_t start, uint64_t end)
{
	for (uint64_t at = start; at < end; at += PAGE) {
		uint64_t *hashes = hashes_of(0, at, 0);

		if (hashes)
			hashes[place(at)] = 0;
		else
			at = (at | ((1 << 21) - 1)) + 1 - PAGE;
	}
}

static void send_shared(const struct area *area)
{
	size_t length = strlen(area->path) + 1;
	struct image_shared *record;
	struct stat s;

	if (shared_fd(area) < 0 || fstat(shared_fd(area), &s))
		return;
	record = image_record(REC_SHARED, sizeof *record + length);
	*record = (struct image_shared){ .number = area->is.shared, .size = s.st_size };
	memcpy(record + 1, area->path, length);
}

static void send_areas(void)
{
	struct image_areas *head;

	for (size_t i = 0; i < known.count; i++)
		if (known.all[i].is.kind == AREA_SHARED && first_of_shared(i))
			send_shared(&known.all[i]);
	head = image_record(REC_AREAS, sizeof *head);
	head->count = known.count;
	for (size_t i = 0; i < known.count; i++) {
		const struct area *area = &known.all[i];
		size_t length = area->is.kind == AREA_FILE ? strlen(area->path) + 1 : 0;
		struct image_area *record = image_record(REC_AREA, sizeof *record + length);

		*record = area->is;
		memcpy(record + 1, area->path, length);
	}
}

void memory_areas(void)
{
	static const struct area_changes changes = { .gone = forget };
	int changed;

	if (mappings_refresh(process, &changed))
		longjmp(recovery, 1);
	if (!changed && known.count)
		return;
	areas_compare(&known, mappings(), &changes);
	areas_clear(&known);
	for (size_t i = 0; i < mappings()->count; i++) {
		struct area *copy = areas_add(&known);
		*copy = mappings()->all[i];
		copy->path = strdup(copy->path);
	}
	send_areas();
}

void memory_open(pid_t pid)
{
	char path[64];

	process = pid;
	snprintf(path, sizeof path, "/proc/%d/pagemap", pid);
	pagemap = open(path, O_RDONLY | O_CLOEXEC);
	if (pagemap < 0 || getrandom(seeds, sizeof seeds, 0) != sizeof seeds)
		give_up("the page map of process %d cannot be read: %s", pid, strerror(errno));
	page_data = mmap(NULL, BATCH_PAGES * PAGE, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_POPULATE, -1, 0);
	window = mmap(NULL, WINDOW * sizeof *window, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_POPULATE, -1, 0);
	if (page_data == MAP_FAILED || window == MAP_FAILED)
		give_up("this node is out of memory");
	zero_hash = hash(page_data);
	more_blocks();
}

void memory_round(int frozen, struct round *r)
{
	*r = (struct round){ 0, 0 };
	counts = r;
	final = frozen;
	window_count = 0;
	for (size_t i = 0; i < known.count; i++) {
		const struct area *area = &known.all[i];

		if (area->is.kind == AREA_SHARED && first_of_shared(i)) {
			read_batch();
			shared_pages(area);
		} else if (area->is.kind == AREA_PRIVATE || (area->is.kind == AREA_FILE && !(area->is.flags & AREA_MAP_SHARED)))
			private_pages(area);
	}
	read_batch();
	flush_drop();
	image_record(REC_ROUND, 0);
	image_flush();
}

/* Reads a page at each of these addresses; returns how many. */
static size_t read_pages(uint32_t space, const struct iovec *pages, size_t count)
{
	struct iovec local = { page_data, count * PAGE };
	ssize_t got = 0;

	if (!space)
		got = process_vm_readv(process, &local, 1, pages, count, 0);
	else
		for (size_t i = 0; i < count && shared_fds[space - 1] > 0; i++)
			got += pread(shared_fds[space - 1], page_data + i * PAGE, PAGE, (off_t)pages[i].iov_base) == PAGE ? PAGE : 0;
	return got > 0 ? got / PAGE : 0;
}

static size_t changed_in(const struct block *block, size_t first)
{
	uint64_t base = (uint64_t)(uint32_t)(block->key - 1) << 21, before[BLOCK / SAMPLE];
	struct iovec pages[BLOCK / SAMPLE];
	size_t count = 0, changed = 0;

	for (size_t i = first; i < BLOCK; i += SAMPLE)
		if (block->hashes[i]) {
			before[count] = block->hashes[i];
			pages[count++] = (struct iovec){ (void *)(base + i * PAGE), PAGE };
		}
	count = read_pages((block->key - 1) >> 32, pages, count);
	for (size_t i = 0; i < count; i++)
		changed += hash(page_data + i * PAGE) != before[i];
	return changed;
}

uint64_t memory_changed(void)
{
	static size_t turn;
	size_t changed = 0;

	turn = (turn + 7) % SAMPLE;
	for (size_t i = 0; i < block_room; i++)
		if (blocks[i].key)
			changed += changed_in(&blocks[i], turn);
	return changed * SAMPLE * PAGE;
}
