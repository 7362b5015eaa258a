package org.surprisal.xgboost;

import java.io.NotSerializableException;
import org.surprisal.loss.Catalogue;
import org.surprisal.loss.Loss;

/** A loss on its way to other machines: its name or formula, if that is all there is to it. */
final class SavedLoss {
    private SavedLoss() {}

    static String text(Loss loss) throws NotSerializableException {
        String text = loss.toString();
        if (!isAll(text, loss)) {
            throw new NotSerializableException(
                    loss.name() + " can be sent only if it is one of the catalogue or made by Loss.of(formula)");
        }
        return text;
    }

    private static boolean isAll(String text, Loss loss) {
        try {
            Loss read = Catalogue.parse(text);
            return read.value().sameAs(loss.value())
                    && read.target().equals(loss.target())
                    && read.prediction().equals(loss.prediction())
                    && read.parameters().equals(loss.parameters())
                    && read.toString().equals(text);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
