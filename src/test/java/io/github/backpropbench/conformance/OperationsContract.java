package io.github.backpropbench.conformance;

/**
 * What each kernel must do, as {@link io.github.backpropbench.kernel.MatrixKernel} says. A subclass
 * supplies the kernel and nothing else; the parts of the contract are interfaces.
 *
 * @param <M> the kernel's matrix
 */
public abstract class OperationsContract<M>
    implements TransferContract<M>,
        ProductContract<M>,
        ElementwiseContract<M>,
        ReductionContract<M>,
        UpdateContract<M>,
        CrossEntropyContract<M>,
        FusedContract<M>,
        FusedSpecialValuesContract<M>,
        NetworkContract<M>,
        ResourceContract<M> {}
