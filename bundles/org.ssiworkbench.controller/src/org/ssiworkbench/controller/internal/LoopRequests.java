package org.ssiworkbench.controller.internal;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Function;
import java.util.function.Supplier;

import org.eclipse.lsp4j.jsonrpc.ResponseErrorException;
import org.eclipse.lsp4j.jsonrpc.messages.ResponseError;
import org.eclipse.lsp4j.jsonrpc.messages.ResponseErrorCode;

/** Takes requests to the cluster's loop and brings back answers and refusals. */
abstract class LoopRequests {
	final ClusterSession session;

	LoopRequests(ClusterSession session) {
		this.session = session;
	}

	CompletableFuture<Void> doOnLoop(Runnable request) {
		return onLoop(() -> {
			request.run();
			return null;
		});
	}

	<T> CompletableFuture<T> onLoop(Supplier<T> request) {
		return answer(run(request));
	}

	<T> CompletableFuture<T> onLoopThen(Supplier<CompletableFuture<T>> request) {
		return answer(run(request).thenCompose(Function.identity()));
	}

	private <T> CompletableFuture<T> run(Supplier<T> request) {
		try {
			return CompletableFuture.supplyAsync(request, session.loop());
		} catch (RejectedExecutionException e) {
			return CompletableFuture.failedFuture(new RefusedException("the cluster has ended; start it again with 'ssi up'"));
		}
	}

	private static <T> CompletableFuture<T> answer(CompletableFuture<T> result) {
		return result.exceptionallyCompose(failure -> CompletableFuture.failedFuture(refusal(failure)));
	}

	private static ResponseErrorException refusal(Throwable failure) {
		Throwable cause = failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
		boolean expected = cause instanceof RefusedException || cause instanceof UnsupportedOperationException;
		String message = expected ? cause.getMessage() : "the controller failed: " + cause;
		ResponseErrorCode code = expected ? ResponseErrorCode.RequestFailed : ResponseErrorCode.InternalError;
		return new ResponseErrorException(new ResponseError(code, message, null));
	}
}
