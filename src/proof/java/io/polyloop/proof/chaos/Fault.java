package io.polyloop.proof.chaos;

/** A fault that undoes itself: when it returns, everything that it broke works again or is starting. */
interface Fault {
    void inject(ClusterUnderTest cluster) throws Exception;
}
