// Objects, containers, exceptions, virtual calls and a thread.
#include <atomic>
#include <map>
#include <memory>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

#include "steps.h"

struct Shape {
	virtual ~Shape() = default;
	virtual double area() const = 0;
};

struct Square : Shape {
	double side;
	explicit Square(double s) : side(s) {}
	double area() const override { return side * side; }
};

static std::atomic<int> ticks;

static int check(const std::map<std::string, int> &words, int n)
{
	auto found = words.find("w" + std::to_string(n % 100));

	if (found == words.end())
		throw std::out_of_range("no such word");
	return found->second;
}

int main(int argc, char **argv)
{
	std::map<std::string, int> words;
	std::vector<std::unique_ptr<Shape>> shapes;
	std::thread ticker([] { for (;;) { ticks++; usleep(3000); } });

	begin_steps(argc, argv);
	for (int i = 0; i < 50; i++)
		words["w" + std::to_string(i)] = i;
	for (int n = 0;; n++) {
		int thrown = 0;

		shapes.push_back(std::make_unique<Square>(n));
		must(shapes.back()->area() == (double)n * n && shapes[n / 2]->area() == (double)(n / 2) * (n / 2), "shapes");
		try {
			must(check(words, n) == n % 100, "words");
		} catch (const std::out_of_range &) {
			thrown = 1;
		}
		must(thrown == (n % 100 >= 50), "exceptions");
		step(n, "ticks %d", (int)ticks);
	}
}
