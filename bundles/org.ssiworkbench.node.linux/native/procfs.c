/* What /proc says of a process. */
#include "mover.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

int proc_read(char *text, size_t room, const char *format, ...)
{
	char path[128];
	va_list arguments;
	ssize_t n, length = 0;
	int fd;

	va_start(arguments, format);
	vsnprintf(path, sizeof path, format, arguments);
	va_end(arguments);
	fd = open(path, O_RDONLY | O_CLOEXEC);
	if (fd < 0)
		return -1;
	while ((n = read(fd, text + length, room - 1 - length)) > 0)
		length += n;
	close(fd);
	text[length] = 0;
	return n < 0 ? -1 : length;
}

int proc_link(char *text, size_t room, const char *format, ...)
{
	char path[128];
	va_list arguments;
	ssize_t n;

	va_start(arguments, format);
	vsnprintf(path, sizeof path, format, arguments);
	va_end(arguments);
	n = readlink(path, text, room - 1);
	text[n > 0 ? n : 0] = 0;
	return n;
}

const char *status_field(const char *status, const char *name)
{
	size_t length = strlen(name);

	for (const char *line = status; line; line = strchr(line, '\n')) {
		if (*line == '\n')
			line++;
		if (!strncmp(line, name, length) && line[length] == ':')
			return line + length + 1 + strspn(line + length + 1, "\t ");
	}
	return NULL;
}

static int ascending(const void *a, const void *b)
{
	return *(const int *)a - *(const int *)b;
}

int list_numbers(const char *directory, int *numbers, int max)
{
	DIR *d = opendir(directory);
	struct dirent *entry;
	int count = 0;

	if (!d)
		return -1;
	while ((entry = readdir(d)))
		if (entry->d_name[0] >= '0' && entry->d_name[0] <= '9' && count < max)
			numbers[count++] = atoi(entry->d_name);
	closedir(d);
	qsort(numbers, count, sizeof *numbers, ascending);
	return count;
}

/* The program that stands in is called stub, and its first argument says for what. */
int is_stand_in(pid_t pid)
{
	char words[MAX_PATH] = "";
	const char *name, *first;
	int length = proc_read(words, sizeof words, "/proc/%d/cmdline", pid);

	name = strrchr(words, '/') ? strrchr(words, '/') + 1 : words;
	first = words + strlen(words) + 1;
	return length > 0 && first < words + length && !strcmp(name, "stub") && (!strcmp(first, "stand-in") || !strcmp(first, "onnode"));
}

char process_state(pid_t pid)
{
	char text[1024];
	const char *state;

	if (proc_read(text, sizeof text, "/proc/%d/stat", pid) <= 0)
		return 0;
	state = strrchr(text, ')');
	return state ? state[2] : 0;
}
