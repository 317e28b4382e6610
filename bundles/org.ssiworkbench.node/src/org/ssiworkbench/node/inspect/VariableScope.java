package org.ssiworkbench.node.inspect;

import java.util.List;
import java.util.Optional;

import org.ssiworkbench.trace.expression.Scope;

/**
 * Variables as the names of expressions: {@code clms.master} is the part {@code master} of {@code clms}, and
 * {@code a.b(2)} is {@code 2} of {@code b} of {@code a}, or else {@code b} of {@code node 2} of {@code a}.
 */
public record VariableScope(List<Variable> variables) implements Scope {

	@Override
	public Object value(String name, List<Object> arguments) {
		List<String> path = List.of(name.split("\\."));
		Optional<Variable> found = find(variables, path);
		if (arguments.isEmpty())
			return found.map(VariableScope::value).orElse(null);
		String argument = arguments.get(0).toString();
		return found.flatMap(list -> part(list.parts(), argument)).or(() -> ofNode(path, argument))
				.map(VariableScope::value).orElse(null);
	}

	private Optional<Variable> ofNode(List<String> path, String number) {
		return find(variables, path.subList(0, path.size() - 1)).flatMap(list -> part(list.parts(), "node " + number))
				.flatMap(node -> part(node.parts(), path.getLast()));
	}

	private static Optional<Variable> find(List<Variable> among, List<String> path) {
		if (path.isEmpty())
			return Optional.empty();
		Optional<Variable> first = part(among, path.getFirst());
		return path.size() == 1 ? first : first.flatMap(found -> find(found.parts(), path.subList(1, path.size())));
	}

	private static Optional<Variable> part(List<Variable> among, String name) {
		return among.stream().filter(variable -> variable.name().equals(name)).findFirst();
	}

	private static Object value(Variable variable) {
		return variable.value().matches("-?\\d{1,18}") ? (Object) Long.valueOf(variable.value()) : variable.value();
	}
}
