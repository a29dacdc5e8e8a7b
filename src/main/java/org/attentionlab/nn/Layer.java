package org.attentionlab.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.AbstractBlock;
import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
import ai.djl.training.initializer.Initializer;

/**
 * The common ground of our blocks: every shape is known when the block is made, so {@link
 * #initialize(NDManager)} needs no input shapes, and parameters carry the names that PyTorch's
 * {@code state_dict} would give them. Our blocks live on one device.
 */
public abstract class Layer extends AbstractBlock {

  private static final byte VERSION = 1;

  protected Layer() {
    super(VERSION);
  }

  /**
   * Creates the parameters of this block and its children as float32 tensors.
   *
   * @param manager owns the parameters
   */
  public void initialize(NDManager manager) {
    initialize(manager, DataType.FLOAT32, new Shape(1));
  }

  @Override
  protected void initializeChildBlocks(NDManager manager, DataType dataType, Shape... inputShapes) {
    for (Block child : children.values()) {
      child.initialize(manager, dataType, inputShapes);
    }
  }

  /** Our layers keep the shape of their input unless they say otherwise. */
  @Override
  public Shape[] getOutputShapes(Shape[] inputShapes) {
    return inputShapes;
  }

  /** Adds a parameter to this block. */
  protected Parameter parameter(
      String name, Parameter.Type type, Initializer initializer, long... shape) {
    return addParameter(
        Parameter.builder()
            .setName(name)
            .setType(type)
            .optInitializer(initializer)
            .optShape(new Shape(shape))
            .build());
  }

  /**
   * The tensor of a parameter.
   *
   * @throws IllegalStateException if the block was not initialized
   */
  protected NDArray array(Parameter parameter) {
    if (!parameter.isInitialized()) {
      throw new IllegalStateException(
          getClass().getSimpleName()
              + " has no weights yet: call initialize(manager), or load a checkpoint, before using"
              + " it.");
    }
    return parameter.getArray();
  }
}
