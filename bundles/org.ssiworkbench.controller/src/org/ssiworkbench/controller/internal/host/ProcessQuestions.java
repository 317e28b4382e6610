package org.ssiworkbench.controller.internal.host;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;

import org.ssiworkbench.node.control.ProcessReply;
import org.ssiworkbench.node.control.ProcessRequest;

/** Questions about processes that nodes have been asked and not yet answered. Confined to the cluster's loop. */
final class ProcessQuestions {
	private record Question(int node, List<ProcessReply> parts, CompletableFuture<List<ProcessReply>> answer) {
	}

	private final Map<Integer, Question> open = new TreeMap<>();
	private int last;

	/** The request for a node, and its answer to come. */
	record Asked(ProcessRequest request, CompletableFuture<List<ProcessReply>> answer) {
	}

	Asked ask(int node, ProcessRequest.Kind kind, int pid, int number) {
		Question question = new Question(node, new ArrayList<>(), new CompletableFuture<>());
		open.put(++last, question);
		return new Asked(new ProcessRequest(last, kind, pid, number), question.answer);
	}

	void reply(ProcessReply reply) {
		Question question = open.get(reply.id());
		if (question == null)
			return;
		question.parts.add(reply);
		if (reply.last()) {
			open.remove(reply.id());
			question.answer.complete(question.parts);
		}
	}

	/** A node will not answer any more. */
	void ended(int node) {
		for (Map.Entry<Integer, Question> entry : List.copyOf(open.entrySet()))
			if (entry.getValue().node == node) {
				open.remove(entry.getKey());
				entry.getValue().answer.completeExceptionally(new NodeEndedException(node));
			}
	}
}
