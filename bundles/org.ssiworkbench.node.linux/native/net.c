/* The loopback device and the devices of the interconnects. */
#include "ssi.h"

#include <arpa/inet.h>
#include <net/if.h>
#include <net/if_arp.h>
#include <netinet/in.h>
#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <unistd.h>

uint32_t own_address;

static struct ifreq request(const char *device)
{
	struct ifreq r;

	memset(&r, 0, sizeof r);
	snprintf(r.ifr_name, sizeof r.ifr_name, "%s", device);
	return r;
}

static void set_address(int s, const char *device, unsigned long what, uint32_t address)
{
	struct ifreq r = request(device);
	struct sockaddr_in *in = (struct sockaddr_in *)&r.ifr_addr;

	in->sin_family = AF_INET;
	in->sin_addr.s_addr = address;
	if (ioctl(s, what, &r))
		die("cannot set the address of %s", device);
}

static void up(int s, const char *device)
{
	struct ifreq r = request(device);

	r.ifr_flags = IFF_UP | IFF_RUNNING | IFF_BROADCAST | IFF_MULTICAST;
	if (ioctl(s, SIOCSIFFLAGS, &r))
		die("cannot bring %s up", device);
}

static void set_mac(int s, const char *device, int interconnect)
{
	struct ifreq r = request(device);
	unsigned char mac[6] = { 2, 0, 0, 0, interconnect, number("ssi_node", 0) };

	r.ifr_hwaddr.sa_family = ARPHRD_ETHER;
	memcpy(r.ifr_hwaddr.sa_data, mac, sizeof mac);
	if (ioctl(s, SIOCSIFHWADDR, &r))
		die("cannot set the MAC address of %s", device);
}

/* "DEVICE,ADDRESS,BITS" */
static void interconnect_up(int s, int index, const char *word)
{
	char device[IFNAMSIZ], address[INET_ADDRSTRLEN];
	int prefix;

	if (sscanf(word, "%15[^,],%15[^,],%d", device, address, &prefix) != 3)
		die("ssi_net%d=%s is no network device", index, word);
	set_mac(s, device, index);
	set_address(s, device, SIOCSIFADDR, inet_addr(address));
	set_address(s, device, SIOCSIFNETMASK, prefix > 0 ? htonl(~0u << (32 - prefix)) : 0);
	up(s, device);
	if (!index)
		own_address = inet_addr(address);
}

static const char *interconnect(int index)
{
	char key[sizeof "ssi_net" + 11];

	snprintf(key, sizeof key, "ssi_net%d", index);
	return setting(key, NULL);
}

void network_up(void)
{
	const char *word;
	int s = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);

	if (s < 0)
		die("no network in this kernel");
	set_address(s, "lo", SIOCSIFADDR, htonl(INADDR_LOOPBACK));
	up(s, "lo");
	for (int i = 0; (word = interconnect(i)); i++)
		interconnect_up(s, i, word);
	close(s);
}
