/** Any loss as an objective and an evaluation metric of XGBoost4J. */
@NullMarked
package org.surprisal.xgboost;

import org.jspecify.annotations.NullMarked;
