package io.polyloop.proof.chaos;

/** Something that goes wrong. It undoes itself: when it returns, what it broke works again or is on its way to. */
interface Fault {
    void inject(ClusterUnderTest site) throws Exception;
}
