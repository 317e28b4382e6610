/* Lists of mappings, in ascending order, and how two of them differ. */
#include "mover.h"

#include <stdlib.h>
#include <string.h>

void areas_clear(struct areas *areas)
{
	for (size_t i = 0; i < areas->count; i++)
		free(areas->all[i].path);
	areas->count = 0;
}

struct area *areas_add(struct areas *areas)
{
	areas->all = grow(areas->all, areas->count, &areas->room, sizeof *areas->all);
	memset(&areas->all[areas->count], 0, sizeof *areas->all);
	return &areas->all[areas->count++];
}

const struct area *area_at(const struct areas *areas, uint64_t address)
{
	size_t low = 0, high = areas->count;

	while (low < high) {
		size_t middle = (low + high) / 2;
		if (areas->all[middle].is.end <= address)
			low = middle + 1;
		else
			high = middle;
	}
	return low < areas->count && areas->all[low].is.start <= address ? &areas->all[low] : NULL;
}

/* Whether pages of one are pages of the other where they overlap. */
static int compatible(const struct area *a, const struct area *b)
{
	if (a->is.kind != b->is.kind || a->is.flags != b->is.flags)
		return 0;
	if (a->is.kind == AREA_PRIVATE)
		return 1;
	if (a->is.start - a->is.offset != b->is.start - b->is.offset)
		return 0;
	if (a->is.kind == AREA_SHARED)
		return a->is.shared == b->is.shared;
	return a->is.file_size == b->is.file_size && a->is.file_mtime == b->is.file_mtime && !strcmp(a->path, b->path);
}

static uint64_t larger(uint64_t a, uint64_t b)
{
	return a > b ? a : b;
}

static uint64_t smaller(uint64_t a, uint64_t b)
{
	return a < b ? a : b;
}

/* Walks the parts of `area` that no compatible one of `others` covers, and those that one covers. */
static void each_part(const struct area *area, const struct areas *others, size_t *from,
		void (*bare)(const struct area *, uint64_t, uint64_t, void *),
		void (*covered)(const struct area *, const struct area *, uint64_t, uint64_t, void *), void *with)
{
	uint64_t at = area->is.start;

	while (*from < others->count && others->all[*from].is.end <= area->is.start)
		(*from)++;
	for (size_t i = *from; i < others->count && others->all[i].is.start < area->is.end; i++) {
		const struct area *other = &others->all[i];
		uint64_t start = larger(area->is.start, other->is.start), end = smaller(area->is.end, other->is.end);

		if (!compatible(area, other))
			continue;
		if (at < start)
			bare(area, at, start, with);
		if (covered)
			covered(area, other, start, end, with);
		at = end;
	}
	if (at < area->is.end)
		bare(area, at, area->is.end, with);
}

static void tell_gone(const struct area *area, uint64_t start, uint64_t end, void *with)
{
	const struct area_changes *changes = with;

	(void)area;
	if (changes->gone)
		changes->gone(start, end);
}

static void tell_fresh(const struct area *area, uint64_t start, uint64_t end, void *with)
{
	const struct area_changes *changes = with;

	if (changes->fresh)
		changes->fresh(area, start, end);
}

static void tell_protect(const struct area *area, const struct area *before, uint64_t start, uint64_t end, void *with)
{
	const struct area_changes *changes = with;

	if (changes->protect && area->is.prot != before->is.prot)
		changes->protect(area, start, end);
}

void areas_compare(const struct areas *before, const struct areas *after, const struct area_changes *changes)
{
	size_t from = 0;

	for (size_t i = 0; i < before->count; i++)
		each_part(&before->all[i], after, &from, tell_gone, NULL, (void *)changes);
	from = 0;
	for (size_t i = 0; i < after->count; i++)
		each_part(&after->all[i], before, &from, tell_fresh, tell_protect, (void *)changes);
}
