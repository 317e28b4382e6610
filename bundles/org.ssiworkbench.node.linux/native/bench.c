/* Guests without an agent and a private root: of the benchmarks (nothing but a kernel, or one end of a TCP stream), and one that tells its symbols. */
#include "ssi.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/reboot.h>
#include <termios.h>
#include <unistd.h>

enum { PORT = 5000 };

/* Frames that the interconnect's device has received and sent. */
static long long frames(void)
{
	static const char *const counters[] = { "rx_packets", "tx_packets" };
	const char *word = setting("ssi_net0", "");
	char path[128], text[32];
	long long sum = 0;

	for (int i = 0; i < 2; i++) {
		int fd, n;
		snprintf(path, sizeof path, "/sys/class/net/%.*s/statistics/%s", (int)strcspn(word, ","), word, counters[i]);
		fd = open(path, O_RDONLY | O_CLOEXEC);
		n = fd < 0 ? 0 : read(fd, text, sizeof text - 1);
		text[n > 0 ? n : 0] = 0;
		sum += atoll(text);
		close(fd);
	}
	return sum;
}

static void sink(void)
{
	struct received r;
	int listening = tcp_listen(PORT);

	puts("READY");
	fflush(stdout);
	r = tcp_receive(listening);
	printf("RECEIVED %lld %lld %lld\n", r.bytes, r.ns, frames());
	fflush(stdout);
}

static void source(void)
{
	tcp_send(setting("ssi_peer", "127.0.0.1"), PORT, number("ssi_bytes", 1 << 20));
	puts("SENT");
	fflush(stdout);
}

static void symbols(void)
{
	static char block[64 * 1024];
	ssize_t n;
	int fd;

	if (mount("proc", "/proc", "proc", 0, NULL))
		die("cannot mount /proc");
	fd = open("/proc/kallsyms", O_RDONLY | O_CLOEXEC);
	if (fd < 0)
		die("this kernel does not tell its symbols");
	while ((n = read(fd, block, sizeof block)) > 0)
		write_all(STDOUT_FILENO, block, n);
	tcdrain(STDOUT_FILENO);
	reboot(RB_POWER_OFF);
}

void bench(const char *mode)
{
	if (!strcmp(mode, "bare")) {
		puts("READY");
		fflush(stdout);
	} else if (!strcmp(mode, "kallsyms")) {
		symbols();
	} else {
		if (mount("sysfs", "/sys", "sysfs", 0, NULL))
			die("cannot mount /sys");
		network_up();
		if (!strcmp(mode, "sink"))
			sink();
		else
			source();
	}
	for (;;)
		pause();
}
