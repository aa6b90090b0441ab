package io.polyloop.proof.chaos;

/** Something that goes wrong. It undoes itself: when it returns, what it broke works again or is on its way to. */
interface Fault {
    void inflict(Site site) throws Exception;
}
