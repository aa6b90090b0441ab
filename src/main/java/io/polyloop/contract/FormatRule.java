package io.polyloop.contract;

import com.networknt.schema.ExecutionContext;

/** A {@link Format} for the validator. */
record FormatRule(Format format) implements com.networknt.schema.format.Format {

    @Override
    public String getName() {
        return format.wireName();
    }

    @Override
    public boolean matches(ExecutionContext context, String text) {
        Work.charge(text.length());
        return format.matches(text);
    }
}
